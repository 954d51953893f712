"""How users of PyTorch reach batch norm: the function, the modules, and the channels-last memory format.

https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
"""

import numpy as np
import torch
import torch.nn.functional as F

from bncheck_adapter import Skip

torch.set_num_threads(1)  # results may depend on the number of threads, and counterexamples are to be replayed
CONVENTIONS = {"runningVarianceCorrection": 1, "oneElement": "reject", "emptyBatch": "keep"}
MODULES = {2: torch.nn.BatchNorm1d, 3: torch.nn.BatchNorm1d, 4: torch.nn.BatchNorm2d, 5: torch.nn.BatchNorm3d}
CHANNELS_LAST = {4: torch.channels_last, 5: torch.channels_last_3d}


def tensor(values):
    return None if values is None else torch.from_numpy(values)


class Torch:
    """What all ways share: the tensor as the library wants it, and autograd."""

    def into(self, values):  # axis 1 is where PyTorch has the channels
        if self.setup.channel_axis != 1:
            raise Skip(f"PyTorch has the channels on axis 1, not {self.setup.channel_axis}")
        return tensor(values)

    def back(self, result):
        return result.detach().numpy()

    def call(self, values, is_training):
        self.input = self.into(values).requires_grad_()
        self.output = self.normalize(self.input, is_training)
        return self.back(self.output)

    def training(self, values):
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def gradient(self, grad_output):
        wanted = [self.input] + [one for one in (self.gamma, self.beta) if one is not None]
        found = iter(torch.autograd.grad(self.output, wanted, self.into(grad_output), retain_graph=True))
        grad_input = self.back(next(found))
        return grad_input, *(None if one is None else next(found).numpy() for one in (self.gamma, self.beta))


class Functional(Torch):
    function = staticmethod(F.batch_norm)

    def __init__(self, setup):
        self.setup = setup
        self.set_state(setup.running_mean, setup.running_variance)
        self.gamma, self.beta = (
            None if one is None else tensor(one).requires_grad_() for one in (setup.gamma, setup.beta)
        )

    def normalize(self, input, is_training):
        return self.function(
            input, self.mean, self.variance, self.gamma, self.beta, is_training, self.setup.factor, self.setup.epsilon
        )

    def state(self):
        return self.mean.numpy(), self.variance.numpy()

    def set_state(self, mean, variance):
        self.mean, self.variance = tensor(mean.copy()), tensor(variance.copy())


class Module(Torch):
    def __init__(self, setup):
        self.setup = setup
        kind = MODULES.get(len(setup.shape))
        if kind is None:
            raise Skip(f"PyTorch has no batch norm module for rank {len(setup.shape)}")
        affine = setup.gamma is not None or setup.beta is not None
        self.module = kind(setup.channels, eps=setup.epsilon, momentum=setup.factor, affine=affine)
        self.set_state(setup.running_mean, setup.running_variance)
        with torch.no_grad():
            for parameter, given in ((self.module.weight, setup.gamma), (self.module.bias, setup.beta)):
                if given is not None:
                    parameter.copy_(tensor(given))
        self.gamma = None if setup.gamma is None else self.module.weight
        self.beta = None if setup.beta is None else self.module.bias

    def normalize(self, input, is_training):
        return self.forward(self.module.train(is_training), input)

    @staticmethod
    def forward(module, input):
        return module(input)

    def state(self):
        return self.module.running_mean.numpy(), self.module.running_var.numpy()

    def set_state(self, mean, variance):  # not in place: autograd may still need what an earlier call has read
        self.module.running_mean, self.module.running_var = tensor(mean.copy()), tensor(variance.copy())


class ChannelsLast(Module):
    """Images stored with the channels last, which PyTorch sees through a permuted view."""

    def into(self, values):
        rank, axis = values.ndim, self.setup.channel_axis
        if rank not in CHANNELS_LAST or axis not in (1, rank - 1):
            raise Skip(f"PyTorch has no channels-last format for rank {rank} with the channels on axis {axis}")
        if axis == 1:
            return tensor(values).contiguous(memory_format=CHANNELS_LAST[rank])
        return tensor(np.moveaxis(values, -1, 1))

    def back(self, result):
        array = result.detach().numpy()
        return array if self.setup.channel_axis == 1 else np.moveaxis(array, 1, -1)
