"""PyTorch on the CPU, as functions, as modules, and in its channels-last memory format.

https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html: the variance that normalizes is biased and the
one that enters the running estimate is not; momentum is the weight of the new batch; epsilon stands inside the root.
One value per channel is refused in training; that an empty batch leaves the estimates alone is measured.
"""

import torch

from bncheck_adapter import serve
from pytorch_layers import CONVENTIONS, ChannelsLast, Functional, Module

serve(
    "pytorch",
    torch.__version__,
    ways={"functional": Functional, "module": Module, "channels last": ChannelsLast},
    conventions=CONVENTIONS,
)
