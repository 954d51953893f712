"""MLX on its CPU device.

https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.BatchNorm.html: the channels are last, ranks 2 to 4.
From the source, https://github.com/ml-explore/mlx/blob/main/python/mlx/nn/layers/normalization.py: momentum is the weight
of the new batch, the running variance is the corrected one, and one value per channel is refused in training.
"""

import mlx.core as mx
import mlx.nn as nn
import numpy as np

from bncheck_adapter import Skip, serve

mx.set_default_device(mx.cpu)


class Module:
    def __init__(self, setup):
        rank, axis = len(setup.shape), setup.channel_axis
        if axis != rank - 1 or rank not in (2, 3, 4):
            raise Skip(f"MLX has the channels last in ranks 2 to 4, not on axis {axis} of {rank}")
        self.setup = setup
        affine = setup.gamma is not None or setup.beta is not None
        self.layer = nn.BatchNorm(setup.channels, setup.epsilon, setup.factor, affine)
        given = {"weight": setup.gamma, "bias": setup.beta}
        self.parameters = {name: mx.array(value) for name, value in given.items() if value is not None}
        self.layer.update(self.parameters)
        self.set_state(setup.running_mean, setup.running_variance)

    def training(self, values):
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def call(self, values, is_training):
        self.latest = (values, is_training, self.state())
        self.layer.train(is_training)
        return np.array(self.layer(mx.array(values)))

    def gradient(self, grad_output):
        values, is_training, before = self.latest
        after = self.state()

        def apply(input, *parameters):
            self.layer.update(dict(zip(self.parameters, parameters)))
            return self.layer(input)

        self.layer.train(is_training)
        self.set_state(*before)
        primals = [mx.array(values), *self.parameters.values()]
        _, found = mx.vjp(apply, primals, [mx.array(grad_output)])
        arrays = [np.array(one) for one in found]
        self.layer.update(self.parameters)
        self.set_state(*after)
        named = dict(zip(self.parameters, arrays[1:]))
        return arrays[0], named.get("weight"), named.get("bias")

    def state(self):
        return np.array(self.layer.running_mean), np.array(self.layer.running_var)

    def set_state(self, mean, variance):
        self.layer.running_mean, self.layer.running_var = mx.array(mean), mx.array(variance)


serve(
    "mlx",
    mx.__version__,
    ways={"module": Module},
    conventions={"runningVarianceCorrection": 1, "oneElement": "reject", "emptyBatch": "unspecified"},
)
