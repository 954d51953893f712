"""Haiku on JAX, with its defaults and its channels wherever it takes them: last or, in images and the like, on axis 1.

https://dm-haiku.readthedocs.io/en/latest/api.html#batchnorm: decay_rate is the weight of the old statistics. That they
are corrected for their start at zero, and that the variance is the biased one, computed in one pass, is from the source:
https://github.com/google-deepmind/dm-haiku/blob/main/haiku/_src/batch_norm.py. Given statistics are put in as `average`
(inference) and as the hidden value of a layer that has counted long, so that the correction is 1.
"""

import haiku
import jax.numpy as jnp

from bncheck_adapter import Skip, serve
from jax_layers import JaxLayer

LONG = 1_000_000


class Haiku(JaxLayer):
    def settings(self, setup):
        rank, axis = len(setup.shape), setup.channel_axis
        if axis not in (1, rank - 1):
            raise Skip(f"Haiku has the channels last or on axis 1, not on axis {axis} of {rank}")
        if setup.factor == 0:
            raise Skip("a decay rate of 1 has no average in Haiku, which corrects for its start at zero")
        return (
            ("create_scale", setup.gamma is not None),
            ("create_offset", setup.beta is not None),
            ("decay_rate", 1 - setup.factor),
            ("eps", setup.epsilon),
            ("data_format", "N...C" if axis == rank - 1 else "NC..."),
        )

    @staticmethod
    def apply(settings, is_training, parameters, state, input):
        chosen = dict(settings)
        layer = haiku.transform_with_state(lambda x, training: haiku.BatchNorm(**chosen)(x, training))
        axis = 1 if chosen["data_format"] == "NC..." else input.ndim - 1
        shape = [size if at == axis else 1 for at, size in enumerate(input.shape)]
        named = {"scale": parameters[0], "offset": parameters[1]}
        params = {"batch_norm": {name: jnp.reshape(one, shape) for name, one in named.items() if one is not None}}
        hidden = {
            f"batch_norm/~/{name}": {
                "counter": jnp.int32(LONG),
                "hidden": jnp.reshape(value, shape),
                "average": jnp.reshape(value, shape),
            }
            for name, value in zip(("mean_ema", "var_ema"), state)
        }
        output, after = layer.apply(params, hidden, None, input, is_training)
        return output, [jnp.ravel(after[f"batch_norm/~/{name}"]["average"]) for name in ("mean_ema", "var_ema")]


serve(
    "haiku",
    haiku.__version__,
    ways={"module": Haiku},
    conventions={"runningVarianceCorrection": 0, "oneElement": "define", "emptyBatch": "nan"},
)
