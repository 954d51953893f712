"""PaddlePaddle on the CPU: the function, in both of its data formats, and the layers.

https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/BatchNorm2D_en.html: momentum is the weight of the old
statistics, epsilon stands inside the root, and the moving variance takes in the variance that normalizes.
That one element per channel leaves the statistics as they were is measured.
"""

import paddle
import paddle.nn.functional as F

from bncheck_adapter import Skip, serve

paddle.set_device("cpu")
FIRST = {2: "NC", 3: "NCL", 4: "NCHW", 5: "NCDHW"}
LAST = {3: "NLC", 4: "NHWC", 5: "NDHWC"}
LAYERS = {2: paddle.nn.BatchNorm1D, 3: paddle.nn.BatchNorm1D, 4: paddle.nn.BatchNorm2D, 5: paddle.nn.BatchNorm3D}


def format_of(setup):
    rank, axis = len(setup.shape), setup.channel_axis
    if axis == 1 and rank in FIRST:
        return FIRST[rank]
    if axis == rank - 1 and rank in LAST:
        return LAST[rank]
    raise Skip(f"Paddle has no data format for channels on axis {axis} of {rank}")


def trained(values):
    return None if values is None else paddle.to_tensor(values, stop_gradient=False)


def array(gradient):
    if gradient is None:
        raise ValueError("paddle.grad gives None for one of the gradients")
    return gradient.numpy()


class Paddle:
    def training(self, values):
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def call(self, values, is_training):
        self.input = trained(values)
        self.output = self.normalize(self.input, is_training)
        return self.output.numpy()

    def gradient(self, grad_output):
        asked = [self.setup.gamma, self.setup.beta]
        wanted = [self.input] + [one for one, given in zip(self.affine, asked) if given is not None]
        grad = paddle.to_tensor(grad_output)
        found = iter(paddle.grad([self.output], wanted, [grad], retain_graph=True, allow_unused=True))
        return [array(next(found)), *(None if given is None else array(next(found)) for given in asked)]


class Functional(Paddle):
    def __init__(self, setup):
        self.setup, self.format = setup, format_of(setup)
        self.affine = [trained(setup.gamma), trained(setup.beta)]
        self.set_state(setup.running_mean, setup.running_variance)

    def normalize(self, input, is_training):
        return F.batch_norm(
            input,
            *self.statistics,
            *self.affine,
            training=is_training,
            momentum=1 - self.setup.factor,
            epsilon=self.setup.epsilon,
            data_format=self.format,
        )

    def state(self):
        return [one.numpy() for one in self.statistics]

    def set_state(self, mean, variance):
        self.statistics = [paddle.to_tensor(mean), paddle.to_tensor(variance)]


class Layer(Paddle):
    def __init__(self, setup):
        self.setup = setup
        kind = LAYERS.get(len(setup.shape))
        if kind is None:
            raise Skip(f"Paddle has no batch norm layer for rank {len(setup.shape)}")
        self.layer = kind(
            setup.channels,
            momentum=1 - setup.factor,
            epsilon=setup.epsilon,
            weight_attr=None if setup.gamma is not None else False,
            bias_attr=None if setup.beta is not None else False,
            data_format=format_of(setup),
        )
        self.affine = [self.layer.weight, self.layer.bias]
        for parameter, given in zip(self.affine, (setup.gamma, setup.beta)):
            if given is not None:
                parameter.set_value(given)
        self.set_state(setup.running_mean, setup.running_variance)

    def normalize(self, input, is_training):
        (self.layer.train if is_training else self.layer.eval)()
        return self.layer(input)

    def state(self):
        return self.layer._mean.numpy(), self.layer._variance.numpy()

    def set_state(self, mean, variance):
        self.layer._mean.set_value(mean)
        self.layer._variance.set_value(variance)


serve(
    "paddle",
    paddle.__version__,
    ways={"functional": Functional, "layer": Layer},
    conventions={"runningVarianceCorrection": 0, "oneElement": "keep", "emptyBatch": "unspecified"},
)
