"""LiteRT, which was TensorFlow Lite: a Keras layer, converted as for a phone, with its default kernels (XNNPACK) and without.

https://ai.google.dev/edge/lite/models/convert_tf: the converter takes a Keras model, in which batch norm is for inference, and makes
one product and one sum of it. Epsilon stands inside the root, and the channels are on any axis, as in
https://keras.io/api/layers/normalization_layers/batch_normalization/.
"""

import os
from importlib.metadata import version

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from ai_edge_litert.interpreter import Interpreter, OpResolverType  # noqa: E402

from bncheck_adapter import Skip, serve  # noqa: E402


class LiteRt:
    kernels = OpResolverType.AUTO

    def __init__(self, setup):
        self.setup = setup
        self.set_state(setup.running_mean, setup.running_variance)

    def set_state(self, mean, variance):
        setup = self.setup
        self.layer = keras.layers.BatchNormalization(
            axis=setup.channel_axis,
            epsilon=setup.epsilon,
            center=setup.beta is not None,
            scale=setup.gamma is not None,
        )
        self.layer.build(setup.shape)
        self.layer.set_weights([one for one in (setup.gamma, setup.beta, mean, variance) if one is not None])

    def inference(self, values):
        if values.size == 0:
            raise Skip("the converter has no empty batch")
        layers = [keras.Input(batch_shape=values.shape), self.layer]
        model = tf.lite.TFLiteConverter.from_keras_model(keras.Sequential(layers)).convert()
        interpreter = Interpreter(model_content=model, num_threads=1, experimental_op_resolver_type=self.kernels)
        interpreter.allocate_tensors()
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], values)
        interpreter.invoke()
        return np.array(interpreter.get_tensor(interpreter.get_output_details()[0]["index"]))


class WithoutXnnpack(LiteRt):
    kernels = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES


serve(
    "litert",
    version("ai-edge-litert"),
    ways={"XNNPACK": LiteRt, "without XNNPACK": WithoutXnnpack},
    operations=["inference"],
    conventions={},
)
