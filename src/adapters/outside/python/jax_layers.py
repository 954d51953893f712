"""What the adapters for JAX libraries share: a pure function of a layer with its gradients, compiled as a whole or not.

A way gives `apply(is_training, parameters, state, input) -> (output, state)`; parameters are [gamma, beta] and state is
[mean, variance], each a vector per channel or None. Under jax.jit JAX compiles it anew for each shape and each setting. Without,
as at a prompt, it compiles each operation for each shape, and neither for another epsilon nor for another way: where a library has
several ways this takes a fraction of the time.
"""

from functools import lru_cache, partial

import jax
import jax.numpy as jnp

KEPT = 200


def functions(apply, is_training, settings):
    """A call, and one that gives the gradients."""
    call = partial(apply, settings, is_training)

    def with_gradients(parameters, state, input, grad_output):
        _, pull_back = jax.vjp(lambda parameters, input: call(parameters, state, input)[0], parameters, input)
        return pull_back(grad_output)

    return call, with_gradients


@lru_cache(maxsize=KEPT)
def compiled(apply, is_training, settings):
    return tuple(map(jax.jit, functions(apply, is_training, settings)))


class JaxLayer:
    """A way: subclasses give `settings(setup)`, which must be hashable, and the static `apply(settings, ...)`."""

    in_jit = True
    shapes = set()

    def __init__(self, setup):
        self.free(setup.shape)
        self.chosen = self.settings(setup)
        self.parameters = [None if one is None else jnp.asarray(one) for one in (setup.gamma, setup.beta)]
        self.set_state(setup.running_mean, setup.running_variance)

    def free(self, shape):
        """What JAX has compiled is never freed otherwise."""
        self.shapes.add(shape)
        if max(compiled.cache_info().currsize, len(self.shapes)) >= KEPT:
            self.shapes.clear()
            compiled.cache_clear()
            jax.clear_caches()

    def call(self, values, is_training):
        make = compiled if self.in_jit else functions
        call, self.with_gradients = make(type(self).apply, is_training, self.chosen)
        self.latest = (self.parameters, self.carried, jnp.asarray(values))
        output, self.carried = call(*self.latest)
        return output

    def training(self, values):
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def gradient(self, grad_output):
        (gamma, beta), grad_input = self.with_gradients(*self.latest, jnp.asarray(grad_output))
        return grad_input, gamma, beta

    def state(self):
        return self.carried

    def set_state(self, mean, variance):
        self.carried = [jnp.asarray(mean), jnp.asarray(variance)]
