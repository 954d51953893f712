"""ONNX Runtime for Python on its CPU provider.

https://onnxruntime.ai/docs/api/python/api_summary.html; the conventions are the operator's (onnx_models.py). That one
element is taken (output beta, variance 0) and that an empty batch makes the statistics NaN is measured.
"""

import onnxruntime

from bncheck_adapter import serve
from onnx_models import CONVENTIONS, OnnxLayer

onnxruntime.set_default_logger_severity(4)  # errors are raised anyway
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
options.log_severity_level = 4
PROVIDERS = ["CPUExecutionProvider"]


class Inputs(OnnxLayer):
    def run(self, model, feeds):
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=PROVIDERS)
        return session.run(None, feeds)


class Initializers(Inputs):
    as_initializers = True


class Opset9(Inputs):
    opset = 9


class OnlyOutput(Initializers):
    """A program that asks for Y alone: the statistics are constants, and their new values are dropped."""

    inference = state = None

    def run(self, model, feeds):
        del model.graph.output[1:]
        return super().run(model, feeds)


serve(
    "onnxruntime",
    onnxruntime.__version__,
    ways={
        "parameters as inputs": Inputs,
        "parameters as initializers": Initializers,
        "initializers, only Y requested": OnlyOutput,
        "opset 9": Opset9,
    },
    operations=["training", "inference", "sequence"],
    conventions=CONVENTIONS,
)
