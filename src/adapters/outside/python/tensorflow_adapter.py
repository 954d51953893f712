"""TensorFlow's own operations on the CPU: `composed` of moments and batch_normalization, or `fused`.

https://www.tensorflow.org/api_docs/python/tf/nn/batch_normalization, whose statistics the caller keeps, and
https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/fused_batch_norm, which has them as an operand and
exponential_avg_factor as the weight of the new batch. That its running variance is the corrected one is from the source,
https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/kernels/fused_batch_norm_op.cc; that the CPU uses an
epsilon below 1.001e-5 as it is, though cuDNN would not, is measured.
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
KIND = sys.argv[1]

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

from bncheck_adapter import Skip, serve  # noqa: E402

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)
FORMATS = {(4, 3): "NHWC", (4, 1): "NCHW", (5, 4): "NDHWC", (5, 1): "NCDHW"}


class TensorFlow:
    """Subclasses give `normalize(input, gamma, beta, is_training)`."""

    def __init__(self, setup):
        self.setup = setup
        self.affine = [None if one is None else tf.Variable(one) for one in (setup.gamma, setup.beta)]
        self.statistics = [setup.running_mean, setup.running_variance]

    def training(self, values):
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def call(self, values, is_training):
        self.input = tf.Variable(values)
        with tf.GradientTape(persistent=True) as self.tape:
            self.output = self.normalize(self.input, *self.affine, is_training)
        return self.output.numpy()

    def gradient(self, grad_output):
        sources = [self.input, *self.affine]
        return [
            None
            if one is None
            else tf.convert_to_tensor(self.tape.gradient(self.output, one, tf.constant(grad_output)))
            for one in sources
        ]

    def set_state(self, mean, variance):
        self.statistics = [mean, variance]


class Composed(TensorFlow):
    def normalize(self, input, gamma, beta, is_training):
        rank, axis = len(input.shape), self.setup.channel_axis
        per_channel = [-1 if at == axis else 1 for at in range(rank)]
        spread = lambda one: None if one is None else tf.reshape(one, per_channel)
        mean, variance = self.statistics
        if is_training:
            mean, variance = tf.nn.moments(input, [at for at in range(rank) if at != axis])
        return tf.nn.batch_normalization(
            input, spread(mean), spread(variance), spread(beta), spread(gamma), self.setup.epsilon
        )


class Fused(TensorFlow):
    def normalize(self, input, gamma, beta, is_training):
        setup = self.setup
        rank, axis = len(input.shape), setup.channel_axis
        if (rank, axis) not in FORMATS:
            raise Skip(f"the fused operation has no format for channels on axis {axis} of {rank}")
        ones, zeros = np.ones(setup.channels, np.float32), np.zeros(setup.channels, np.float32)
        output, mean, variance = tf.compat.v1.nn.fused_batch_norm(
            input,
            ones if gamma is None else gamma,
            zeros if beta is None else beta,
            *self.statistics,
            epsilon=setup.epsilon,
            data_format=FORMATS[rank, axis],
            is_training=is_training,
            exponential_avg_factor=setup.factor,
        )
        if is_training:
            self.statistics = [mean.numpy(), variance.numpy()]
        return output

    def state(self):
        return self.statistics


common = {"oneElement": "define", "emptyBatch": "unspecified"}
if KIND == "fused":
    ways, conventions = {"fused": Fused}, {**common, "runningVarianceCorrection": 1}
else:
    ways, conventions = {"composed": Composed}, {**common, "runningVarianceCorrection": 0}
serve(f"tensorflow:{KIND}", tf.__version__, ways=ways, conventions=conventions)
