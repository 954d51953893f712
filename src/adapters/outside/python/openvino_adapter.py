"""OpenVINO on its CPU device, which has batch norm for inference only: its own operation, and an ONNX model.

https://docs.openvino.ai/2026/documentation/openvino-ir-format/operation-sets/operation-specs/normalization/batch-norm-inference-5.html :
the channels are on axis 1 and epsilon stands inside the root. Statistics are constants of the graph, as after training.
"""

import numpy as np
import openvino
from openvino import opset5

from bncheck_adapter import Skip, serve
from onnx_models import PARAMETERS, model_of

core = openvino.Core()
# One thread, and the precision of the model: some processors would be given bfloat16.
SETTINGS = {"INFERENCE_NUM_THREADS": 1, "INFERENCE_PRECISION_HINT": "f32"}


class Operation:
    def __init__(self, setup):
        if setup.channel_axis != 1:
            raise Skip(f"OpenVINO has the channels on axis 1, not {setup.channel_axis}")
        self.setup = setup
        gamma = np.ones(setup.channels, np.float32) if setup.gamma is None else setup.gamma
        beta = np.zeros(setup.channels, np.float32) if setup.beta is None else setup.beta
        self.parameters = [gamma, beta, setup.running_mean, setup.running_variance]

    def model(self, shape):
        input = opset5.parameter(list(shape), np.float32, name="X")
        output = opset5.batch_norm_inference(input, *map(opset5.constant, self.parameters), self.setup.epsilon)
        return openvino.Model([output], [input])

    def inference(self, values):
        compiled = core.compile_model(self.model(values.shape), "CPU", SETTINGS)
        return compiled([values])[0]


class OnnxModel(Operation):
    """A model that was exported from another library, its parameters as initializers."""

    def model(self, shape):
        initializers = dict(zip(PARAMETERS, self.parameters))
        return core.read_model(model_of(self.setup, False, initializers).SerializeToString())


serve(
    "openvino",
    openvino.__version__,
    ways={"BatchNormInference": Operation, "ONNX model": OnnxModel},
    operations=["inference"],
)
