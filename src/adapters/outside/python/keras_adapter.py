"""Keras 3 on the backend that the command line names: jax, tensorflow or torch.

https://keras.io/api/layers/normalization_layers/batch_normalization/: momentum is the weight of the old statistics, epsilon
stands inside the root, and moving_var takes in the variance of the batch, which is the biased one.
That one element is taken (output beta, variance 0) is measured; what an empty batch does differs with the backend.
"""

import os
import sys

BACKEND = os.environ["KERAS_BACKEND"] = sys.argv[1]
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import ops  # noqa: E402

from bncheck_adapter import serve  # noqa: E402


def torch_gradients(apply, values, variables, grad_output):
    import torch

    wanted = [torch.tensor(one, requires_grad=True) for one in (values, *variables)]
    return torch.autograd.grad(apply(*wanted), wanted, torch.tensor(grad_output))


def jax_gradients(apply, values, variables, grad_output):
    import jax

    _, pull_back = jax.vjp(apply, *map(jax.numpy.asarray, (values, *variables)))
    return pull_back(jax.numpy.asarray(grad_output))


def tensorflow_gradients(apply, values, variables, grad_output):
    import tensorflow as tf

    wanted = [tf.Variable(one) for one in (values, *variables)]
    with tf.GradientTape() as tape:
        output = apply(*wanted)
    return tape.gradient(output, wanted, tf.constant(grad_output))


GRADIENTS = {"torch": torch_gradients, "jax": jax_gradients, "tensorflow": tensorflow_gradients}[BACKEND]


class KerasWay:
    """Subclasses give `apply(is_training, input, *affine)`, a function that the backend can differentiate."""

    def training(self, values):
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def gradient(self, grad_output):
        values, is_training = self.latest
        given = [one for one in (self.setup.gamma, self.setup.beta) if one is not None]
        found = iter(GRADIENTS(lambda *all: self.apply(is_training, *all), values, given, grad_output))
        grad_input = array(next(found))
        return grad_input, *(None if one is None else array(next(found)) for one in (self.setup.gamma, self.setup.beta))


def array(tensor):
    return np.array(ops.convert_to_numpy(tensor))


class Layer(KerasWay):
    def __init__(self, setup):
        self.setup = setup
        self.layer = keras.layers.BatchNormalization(
            axis=setup.channel_axis,
            momentum=1 - setup.factor,
            epsilon=setup.epsilon,
            center=setup.beta is not None,
            scale=setup.gamma is not None,
        )
        self.layer.build(setup.shape)
        for variable, given in ((self.layer.gamma, setup.gamma), (self.layer.beta, setup.beta)):
            if given is not None:
                variable.assign(given)
        self.set_state(setup.running_mean, setup.running_variance)

    def call(self, values, is_training):
        self.latest = (values, is_training)
        # Copies: where the gradient is taken anew, later steps may have set the variables.
        self.before = [ops.convert_to_tensor(array(one)) for one in self.layer.non_trainable_variables]
        return array(self.layer(ops.convert_to_tensor(values), training=is_training))

    def apply(self, is_training, input, *affine):
        return self.layer.stateless_call(affine, self.before, input, training=is_training)[0]

    def state(self):
        return array(self.layer.moving_mean), array(self.layer.moving_variance)

    def set_state(self, mean, variance):
        self.layer.moving_mean.assign(mean)
        self.layer.moving_variance.assign(variance)


class Operations(KerasWay):
    """`keras.ops.moments` and `keras.ops.batch_normalization`, for those who keep no statistics."""

    def __init__(self, setup):
        self.setup = setup

    def call(self, values, is_training):
        self.latest = (values, is_training)
        given = [one for one in (self.setup.gamma, self.setup.beta) if one is not None]
        return array(self.apply(is_training, *map(ops.convert_to_tensor, (values, *given))))

    def apply(self, is_training, input, *affine):
        setup, left = self.setup, iter(affine)
        scale = None if setup.gamma is None else next(left)
        offset = None if setup.beta is None else next(left)
        axes = [axis for axis in range(len(input.shape)) if axis != setup.channel_axis]
        mean, variance = setup.running_mean, setup.running_variance
        if is_training:
            mean, variance = ops.moments(input, axes)
        else:
            mean, variance = ops.convert_to_tensor(mean), ops.convert_to_tensor(variance)
        return ops.batch_normalization(input, mean, variance, setup.channel_axis, offset, scale, setup.epsilon)


serve(
    f"keras:{BACKEND}",
    keras.__version__,
    ways={"layer": Layer, "ops": Operations},
    conventions={"runningVarianceCorrection": 0, "oneElement": "define", "emptyBatch": "unspecified"},
)
