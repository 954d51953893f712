"""PyTorch's compiler, torch.compile with Inductor on the CPU: the function, and modules on channels-last images.

https://docs.pytorch.org/docs/stable/generated/torch.compile.html: a compiled function gives what it gives without, so
that the conventions are those of https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html.
Sizes are symbols in what it compiles, apart from 0 and 1, but ranks, epsilon and momentum are not: each new one takes
seconds. Past a limit of versions it would go on without compiling: there is none here, and a graph that it cannot
compile as a whole is an error. Memory that it would give back at the first gradient is kept, as for a second one.
"""

import torch
import torch._dynamo
import torch._functorch.config

from bncheck_adapter import serve
from pytorch_layers import CHANNELS_LAST, CONVENTIONS, ChannelsLast, Functional, Torch

torch._dynamo.config.recompile_limit = torch._dynamo.config.accumulated_recompile_limit = 100_000
torch._functorch.config.donated_buffer = False
compiled = torch.compile(dynamic=True, fullgraph=True)


class CompiledFunctional(Functional):
    function = staticmethod(compiled(Functional.function))


class CompiledModule(ChannelsLast):
    """In the channels-last format where the rank has one."""

    forward = staticmethod(compiled(ChannelsLast.forward))

    def into(self, values):
        return super().into(values) if values.ndim in CHANNELS_LAST else Torch.into(self, values)


serve(
    "pytorch:compiled",
    torch.__version__,
    ways={"functional": CompiledFunctional, "module": CompiledModule},
    conventions=CONVENTIONS,
)
