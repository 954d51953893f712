"""Equinox on JAX, in its mode "batch", which it recommends.

https://docs.kidger.site/equinox/api/nn/normalisation/#equinox.nn.BatchNorm: one layer call takes one sample and stands
inside of `vmap`; momentum is the weight of the old statistics, between 0 and 1 exclusive. That the variance is the biased
one is from the source: https://github.com/patrick-kidger/equinox/blob/main/equinox/nn/_batch_norm.py. So is that averages
are corrected for their start: given statistics are those of a layer that has counted long, so that the correction is 1.
"""

import equinox
import jax
import jax.numpy as jnp

from bncheck_adapter import Skip, serve
from jax_layers import JaxLayer

LONG = 1_000_000


class Equinox(JaxLayer):
    def settings(self, setup):
        if setup.channel_axis != 1:
            raise Skip(f"Equinox has the channels on axis 1 of a batch, not on axis {setup.channel_axis}")
        if not 0 < setup.factor < 1:
            raise Skip("momentum is between 0 and 1 exclusive in Equinox")
        affine = setup.gamma is not None or setup.beta is not None
        return (setup.channels, setup.epsilon, 1 - setup.factor, affine)

    @staticmethod
    def apply(settings, is_training, parameters, state, input):
        channels, epsilon, momentum, affine = settings
        layer, fresh = equinox.nn.make_with_state(equinox.nn.BatchNorm)(
            channels, "batch", eps=epsilon, channelwise_affine=affine, momentum=momentum, mode="batch"
        )
        for name, value in zip(("weight", "bias"), parameters):
            if value is not None:
                layer = equinox.tree_at(lambda one: getattr(one, name), layer, value)
        before = fresh.set(layer.batch_counter, jnp.array(LONG)).set(layer.batch_state_index, tuple(state))
        call = lambda x: layer(x, before, inference=not is_training)
        output, after = jax.vmap(call, axis_name="batch", out_axes=(0, None))(input)
        return output, list(after.get(layer.batch_state_index))


serve(
    "equinox",
    equinox.__version__,
    ways={"module": Equinox},
    conventions={"runningVarianceCorrection": 0, "oneElement": "define", "emptyBatch": "unspecified"},
)
