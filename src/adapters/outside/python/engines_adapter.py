"""C++ engines reached through their Python packages: OpenCV's dnn module and ncnn, for inference, and MNN, which also trains.

https://docs.opencv.org/5.x/d6/d0f/group__dnn.html: OpenCV reads an ONNX model, the parameters as initializers.
https://github.com/Tencent/ncnn/wiki/operators#batchnorm: ncnn's layer takes slope, mean, variance and bias as its weights, and one
sample at a time, with the channels outermost.
https://mnn-docs.readthedocs.io/en/latest/pymnn/nn.html: momentum is the weight of the old statistics in MNN's module, whose four
parameters are, in this order, gamma, beta, running variance and running mean (measured).
In all of them epsilon stands inside the root and the channels are on axis 1.
"""

import os
import sys

import numpy as np
from onnx import TensorProto, helper

from bncheck_adapter import Skip, serve
from onnx_models import PARAMETERS, model_of

ENGINE = sys.argv[1]


class Engine:
    def __init__(self, setup):
        if setup.channel_axis != 1:
            raise Skip(f"the channels are on axis 1 here, not {setup.channel_axis}")
        self.setup = setup
        gamma = np.ones(setup.channels, np.float32) if setup.gamma is None else setup.gamma
        beta = np.zeros(setup.channels, np.float32) if setup.beta is None else setup.beta
        self.parameters = [gamma, beta, setup.running_mean, setup.running_variance]

    def set_state(self, mean, variance):
        self.parameters[2:] = mean, variance


class OpenCv(Engine):
    def inference(self, values):
        model = model_of(self.setup, False, dict(zip(PARAMETERS, self.parameters)))
        for info in (*model.graph.input, *model.graph.output):  # OpenCV wants to know the shapes
            info.CopyFrom(helper.make_tensor_value_info(info.name, TensorProto.FLOAT, values.shape))
        net = cv2.dnn.readNetFromONNX(np.frombuffer(model.SerializeToString(), np.uint8))
        net.setInput(values)
        return net.forward().reshape(values.shape)


class Ncnn(Engine):
    def inference(self, values):
        if not 2 <= values.ndim <= 5:
            raise Skip("a sample of ncnn has one to four axes")
        gamma, beta, mean, variance = self.parameters
        net = ncnn.Net()
        net.opt.num_threads = 1
        net.opt.use_fp16_storage = net.opt.use_fp16_packed = net.opt.use_fp16_arithmetic = net.opt.use_bf16_storage = False
        text = f"7767517\n2 2\nInput in 0 1 x\nBatchNorm bn 1 1 x y 0={self.setup.channels} 1={self.setup.epsilon:.9e}\n"
        weights = b"".join(one.tobytes() for one in (gamma, mean, variance, beta))
        if net.load_param_mem(text) != 0:
            raise ValueError("ncnn did not load the model")
        net.load_model_mem(weights)
        samples = []
        for sample in values:
            extractor = net.create_extractor()
            own = np.ascontiguousarray(sample)  # a Mat does not keep the array alive that it looks into
            extractor.input("x", ncnn.Mat(own).clone())
            status, output = extractor.extract("y")
            if status != 0:
                raise ValueError(f"ncnn answers {status}")
            samples.append(np.array(output).reshape(sample.shape))
        return np.stack(samples)


class Mnn(Engine):
    def __init__(self, setup):
        super().__init__(setup)
        self.rank = len(setup.shape)
        if not 2 <= self.rank <= 4:
            raise Skip("MNN has batch norm for two to four axes")
        self.module = nn.batch_norm(setup.channels, 4, 1 - setup.factor, setup.epsilon)
        self.set_state(setup.running_mean, setup.running_variance)

    def set_state(self, mean, variance):
        values = [*self.parameters[:2], variance, mean]
        shape = [1, self.setup.channels, 1, 1]
        self.module.load_parameters([expr.const(one.ravel().tolist(), shape, expr.NCHW) for one in values])

    def state(self):
        return [np.array(self.module.parameters[at].read()).ravel() for at in (3, 2)]

    def training(self, values):
        return self.call(values, True)

    def inference(self, values):
        return self.call(values, False)

    def call(self, values, is_training):
        if values.size == 0:
            raise Skip("an array of MNN has at least one value")
        self.module.train(is_training)
        shape = [*values.shape, 1, 1, 1][:4]
        input = expr.const(values.ravel().tolist(), shape, expr.NCHW)
        output = expr.convert(self.module.forward(input), expr.NCHW)
        return np.array(output.read()).reshape(values.shape)


operations, conventions = ["inference"], {}
if ENGINE == "opencv":
    import cv2

    cv2.setNumThreads(1)
    way, version = OpenCv, cv2.__version__
elif ENGINE == "ncnn":
    import ncnn

    way, version = Ncnn, ncnn.__version__
else:
    standard_output = os.dup(1)  # the import prints what the processor can do
    os.dup2(2, 1)
    import MNN
    from MNN import expr, nn

    os.dup2(standard_output, 1)
    way, version = Mnn, MNN.version()
    operations = ["training", "inference", "sequence"]
    conventions = {"runningVarianceCorrection": 0, "oneElement": "define"}
serve(ENGINE, version, ways={"layer": way}, operations=operations, conventions=conventions)
