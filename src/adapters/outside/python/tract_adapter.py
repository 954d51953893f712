"""tract, an inference engine in Rust, through its own Python package: an ONNX model.

https://onnx.ai/onnx/operators/onnx__BatchNormalization.html: the channels are on axis 1 and epsilon stands inside the root.
https://github.com/sonos/tract/tree/main/api/py: the shape of each input is told before a model is made to run. It refuses
parameters that are inputs ("Params are not const"), so that they are constants of the graph, as in trained models.
"""

import tempfile

import onnx
import tract

from bncheck_adapter import serve
from onnx_models import OnnxLayer


class Initializers(OnnxLayer):
    as_initializers = True

    def run(self, model, feeds):
        with tempfile.NamedTemporaryFile(suffix=".onnx") as file:  # it loads from a file only
            onnx.save(model, file.name)
            loaded = tract.onnx().load(file.name)
        values = feeds["X"]
        loaded.set_input_fact(0, ",".join(map(str, values.shape)) + ",f32")
        return [one.to_numpy() for one in loaded.into_model().into_runnable().run([values])]


serve(
    "tract",
    tract.version(),
    ways={"parameters as initializers": Initializers},
    operations=["inference"],
    conventions={},
)
