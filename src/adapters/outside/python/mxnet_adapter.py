"""Apache MXNet on the CPU: the operator, with the channels on any axis, and Gluon's layer.

https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/nn/index.html#mxnet.gluon.nn.BatchNorm: momentum is the
weight of the old statistics, epsilon stands inside the root, and scale=False keeps gamma at 1. The operator does that by
default (fix_gamma). From the source, https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/batch_norm.cc: the running
variance is the biased one, and the statistics change in the backward pass and not before, so that a training step here has
both passes. That one element is taken (output beta, variance 0) is measured.
"""

import mxnet as mx
from mxnet import autograd, gluon, nd

from bncheck_adapter import Skip, serve


class MxNet:
    """Subclasses give `normalize(input, is_training)`, `affine`, the arrays of gamma and beta, and `statistics`, theirs."""

    def training(self, values):
        output = self.call(values, True)
        self.output.backward(nd.zeros(values.shape), retain_graph=True)
        return output

    def inference(self, values):
        return self.call(values, False)

    def call(self, values, is_training):
        if values.size == 0:
            raise Skip("a size of 0 means an unknown one in an array of MXNet")
        self.given = self.state()
        self.input = nd.array(values)
        self.input.attach_grad()
        with autograd.record(train_mode=is_training):
            self.output = self.normalize(self.input, is_training)
        self.is_training = is_training
        return self.output.asnumpy()

    def gradient(self, grad_output):
        after = self.state()  # a backward pass of training takes the batch in once more, one of inference reads them anew
        self.set_state(*self.given)
        self.output.backward(nd.array(grad_output), retain_graph=True, train_mode=self.is_training)
        found = [self.input.grad.asnumpy()]
        for array, given in zip(self.affine(), (self.setup.gamma, self.setup.beta)):
            found.append(None if given is None else array.grad.asnumpy())
        self.set_state(*after)
        return found

    def state(self):
        return [array.asnumpy() for array in self.statistics()]


class Operator(MxNet):
    def __init__(self, setup):
        self.setup = setup
        gamma = nd.ones(setup.channels) if setup.gamma is None else nd.array(setup.gamma)
        beta = nd.zeros(setup.channels) if setup.beta is None else nd.array(setup.beta)
        self.parameters = [gamma, beta]
        for parameter in self.parameters:
            parameter.attach_grad()
        self.set_state(setup.running_mean, setup.running_variance)

    def normalize(self, input, is_training):
        return nd.BatchNorm(
            input,
            *self.parameters,
            *self.carried,
            axis=self.setup.channel_axis,
            eps=self.setup.epsilon,
            momentum=1 - self.setup.factor,
            fix_gamma=self.setup.gamma is None,
        )

    def affine(self):
        return self.parameters

    def statistics(self):
        return self.carried

    def set_state(self, mean, variance):
        self.carried = [nd.array(mean), nd.array(variance)]


class Gluon(MxNet):
    def __init__(self, setup):
        self.setup = setup
        self.layer = gluon.nn.BatchNorm(
            axis=setup.channel_axis,
            momentum=1 - setup.factor,
            epsilon=setup.epsilon,
            center=setup.beta is not None,
            scale=setup.gamma is not None,
            in_channels=setup.channels,
        )
        self.layer.initialize()
        for parameter, given in ((self.layer.gamma, setup.gamma), (self.layer.beta, setup.beta)):
            if given is not None:
                parameter.set_data(nd.array(given))
        self.set_state(setup.running_mean, setup.running_variance)

    def normalize(self, input, is_training):
        return self.layer(input)

    def affine(self):
        return [self.layer.gamma.data(), self.layer.beta.data()]

    def statistics(self):
        return [self.layer.running_mean.data(), self.layer.running_var.data()]

    def set_state(self, mean, variance):
        self.layer.running_mean.set_data(nd.array(mean))
        self.layer.running_var.set_data(nd.array(variance))


serve(
    "mxnet",
    mx.__version__,
    ways={"operator": Operator, "gluon": Gluon},
    conventions={"runningVarianceCorrection": 0, "oneElement": "define"},
)
