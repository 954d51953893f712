"""Flax on JAX, both of its interfaces, each with the fast variance that is its default and with the slow one.

https://flax.readthedocs.io/en/stable/api_reference/flax.linen/layers.html#flax.linen.BatchNorm: momentum is the weight
of the old statistics. That the running variance is the biased one is from the source:
https://github.com/google/flax/blob/main/flax/linen/normalization.py. The fast variance is documented as less stable.
That one element is taken (output beta, variance 0) and that an empty batch makes the statistics NaN is measured.
"""

import flax
import flax.linen as linen
from flax import nnx

from bncheck_adapter import serve
from jax_layers import JaxLayer


def settings_for(setup, fast):
    return (
        ("momentum", 1 - setup.factor),
        ("epsilon", setup.epsilon),
        ("axis", setup.channel_axis),
        ("use_scale", setup.gamma is not None),
        ("use_bias", setup.beta is not None),
        ("use_fast_variance", fast),
    )


class Linen(JaxLayer):
    in_jit = False
    fast = True

    def settings(self, setup):
        return settings_for(setup, self.fast)

    @staticmethod
    def apply(settings, is_training, parameters, state, input):
        layer = linen.BatchNorm(**dict(settings))
        named = zip(("scale", "bias"), parameters)
        variables = {
            "params": {name: value for name, value in named if value is not None},
            "batch_stats": {"mean": state[0], "var": state[1]},
        }
        output, changed = layer.apply(variables, input, use_running_average=not is_training, mutable=["batch_stats"])
        return output, [changed["batch_stats"]["mean"], changed["batch_stats"]["var"]]


class LinenSlow(Linen):
    fast = False


class Nnx(JaxLayer):
    in_jit = False
    fast = True

    def settings(self, setup):
        return settings_for(setup, self.fast) + (("num_features", setup.channels),)

    @staticmethod
    def apply(settings, is_training, parameters, state, input):
        layer = nnx.BatchNorm(**dict(settings), use_running_average=not is_training, rngs=nnx.Rngs(0))
        layer.mean[...], layer.var[...] = state
        for parameter, value in zip((layer.scale, layer.bias), parameters):
            if value is not None:
                parameter[...] = value
        output = layer(input)
        return output, [layer.mean[...], layer.var[...]]


class NnxSlow(Nnx):
    fast = False


serve(
    "flax",
    flax.__version__,
    ways={
        "linen, slow variance": LinenSlow,
        "linen": Linen,
        "nnx, slow variance": NnxSlow,
        "nnx": Nnx,
    },
    conventions={"runningVarianceCorrection": 0, "oneElement": "define", "emptyBatch": "nan"},
)
