"""tinygrad on its CPU device, or where there is no clang to compile for it on its PYTHON device.

https://docs.tinygrad.org/nn/#tinygrad.nn.BatchNorm; the channels are on axis 1. That momentum is the weight of the new
batch, and that the running variance is the corrected one, is from the source:
https://github.com/tinygrad/tinygrad/blob/master/tinygrad/nn/__init__.py
That one element per channel ends in a division by zero, and so is refused, is measured.
"""

import os
import shutil
from importlib.metadata import version

os.environ.setdefault("DEV", "CPU" if shutil.which("clang") else "PYTHON")

from tinygrad import Tensor, nn  # noqa: E402
from tinygrad.helpers import Context  # noqa: E402

from bncheck_adapter import Skip, serve  # noqa: E402

LIMIT = 1000 if os.environ["DEV"] == "PYTHON" else 1_000_000


class Module:
    def __init__(self, setup):
        if setup.channel_axis != 1:
            raise Skip(f"tinygrad has the channels on axis 1, not {setup.channel_axis}")
        self.setup = setup
        affine = setup.gamma is not None or setup.beta is not None
        self.layer = nn.BatchNorm(setup.channels, setup.epsilon, affine, momentum=setup.factor)
        if setup.gamma is not None:
            self.layer.weight = Tensor(setup.gamma)
        if setup.beta is not None:
            self.layer.bias = Tensor(setup.beta)
        self.set_state(setup.running_mean, setup.running_variance)

    def training(self, values):
        return self.call(values, 1)

    def inference(self, values):
        return self.call(values, 0)

    def call(self, values, is_training):
        if values.size > LIMIT:
            raise Skip(f"tinygrad without clang interprets its kernels: more than {LIMIT} elements take too long")
        self.input = Tensor(values)
        with Context(TRAINING=is_training):
            self.output = self.normalize(self.input)
        return self.output.numpy()

    def normalize(self, input):
        return self.layer(input)

    def gradient(self, grad_output):
        affine = [self.layer.weight, self.layer.bias]
        given = [one for one, asked in zip(affine, (self.setup.gamma, self.setup.beta)) if asked is not None]
        found = iter(self.output.gradient(self.input, *given, gradient=Tensor(grad_output)))
        grad_input = next(found).numpy()
        return grad_input, *(
            None if asked is None else next(found).numpy() for asked in (self.setup.gamma, self.setup.beta)
        )

    def state(self):
        return self.layer.running_mean.numpy(), self.layer.running_var.numpy()

    def set_state(self, mean, variance):
        self.layer.running_mean, self.layer.running_var = Tensor(mean), Tensor(variance)


serve(
    "tinygrad",
    version("tinygrad"),
    ways={"module": Module},
    conventions={"runningVarianceCorrection": 1, "oneElement": "reject", "emptyBatch": "unspecified"},
)
