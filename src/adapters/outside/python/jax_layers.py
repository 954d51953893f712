"""What the adapters for JAX libraries share: a pure function of a layer, compiled, with its gradients.

A way gives `apply(is_training, parameters, state, input) -> (output, state)`, which JAX compiles once for each shape and
setting; parameters are [gamma, beta] and state is [mean, variance], each a vector per channel or None.
"""

from functools import lru_cache, partial

import jax
import jax.numpy as jnp

KEPT = 200


@lru_cache(maxsize=KEPT)
def compiled(apply, is_training, settings):
    """A compiled call, and one that gives the gradients."""
    call = partial(apply, settings, is_training)

    def with_gradients(parameters, state, input, grad_output):
        _, pull_back = jax.vjp(lambda parameters, input: call(parameters, state, input)[0], parameters, input)
        return pull_back(grad_output)

    return jax.jit(call), jax.jit(with_gradients)


class JaxLayer:
    """A way: subclasses give `settings(setup)`, which must be hashable, and the static `apply(settings, ...)`."""

    def __init__(self, setup):
        self.chosen = self.settings(setup)
        self.parameters = [None if one is None else jnp.asarray(one) for one in (setup.gamma, setup.beta)]
        self.set_state(setup.running_mean, setup.running_variance)

    def call(self, values, is_training):
        if compiled.cache_info().currsize == KEPT:  # what JAX has compiled is never freed otherwise
            compiled.cache_clear()
            jax.clear_caches()
        call, self.with_gradients = compiled(type(self).apply, is_training, self.chosen)
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
