"""What the adapters for ONNX share: models of one BatchNormalization operator.

https://onnx.ai/onnx/operators/onnx__BatchNormalization.html: the channels are on axis 1, momentum is the weight of the old
statistics, epsilon stands inside the root, and the running variance is the population variance.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from bncheck_adapter import Skip

PARAMETERS = ["scale", "B", "input_mean", "input_var"]
STATISTICS = ["running_mean", "running_var"]
CONVENTIONS = {"runningVarianceCorrection": 0, "oneElement": "define", "emptyBatch": "nan"}


def model_of(setup, is_training, initializers, opset=15, ir_version=8):
    """The model; `initializers` holds the parameters that are constants of the graph, by name."""
    if setup.channel_axis != 1:
        raise Skip(f"ONNX has the channels on axis 1, not {setup.channel_axis}")
    float_value = helper.make_tensor_value_info
    outputs = ["Y"] + (STATISTICS if is_training else [])
    mode = {"training_mode": int(is_training)} if opset >= 14 else {}
    node = helper.make_node(
        "BatchNormalization", ["X", *PARAMETERS], outputs, epsilon=setup.epsilon, momentum=1 - setup.factor, **mode
    )
    graph = helper.make_graph(
        [node],
        "batch_norm",
        [float_value("X", TensorProto.FLOAT, [None] * len(setup.shape))]
        + [float_value(name, TensorProto.FLOAT, [None]) for name in PARAMETERS if name not in initializers],
        [float_value(name, TensorProto.FLOAT, None) for name in outputs],
        [numpy_helper.from_array(value, name) for name, value in initializers.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir_version)


class OnnxLayer:
    """A way: subclasses give `run(model, feeds)`; the caller carries the statistics from one run to the next."""

    as_initializers = False
    opset = 15

    def __init__(self, setup):
        self.setup = setup
        ones, zeros = np.ones(setup.channels, np.float32), np.zeros(setup.channels, np.float32)
        self.affine = [ones if setup.gamma is None else setup.gamma, zeros if setup.beta is None else setup.beta]
        self.set_state(setup.running_mean, setup.running_variance)

    def call(self, values, is_training):
        parameters = dict(zip(PARAMETERS, [*self.affine, *self.statistics]))
        initializers = parameters if self.as_initializers else {}
        model = model_of(self.setup, is_training, initializers, self.opset)
        feeds = {"X": values, **({} if self.as_initializers else parameters)}
        output, *statistics = self.run(model, feeds)
        if is_training:
            self.statistics = statistics
        return output

    def training(self, values):
        if self.opset < 14:
            raise Skip(f"opset {self.opset} has inference only")
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def state(self):
        return self.statistics

    def set_state(self, mean, variance):
        self.statistics = [mean, variance]
