"""Times PyTorch for `bncheck bench`: one line in, one line out.

    start                                                           ready NAME VERSION
    prepare ID OPERATION LAYOUT THREADS WAY SHAPE EPSILON FACTOR FILE   ok
    result ID FILE                                                  ok       (writes the result of a call)
    round ID CALLS                                                  MILLISECONDS
    release ID                                                      ok
    stop                                                            (ends)

SHAPE is written batch, channels, space (32x64x56x56) whatever the layout of the memory. Files hold float32 numbers:
input, gradOutput, gamma, beta, runningMean and runningVariance one after another; the result likewise, the largest tensor
first. What goes wrong is answered by `error SENTENCE`.
"""

import math
import sys
import time


def tensors_of(layout, shape, path):
    """The numbers of a file as tensors; channels-last ones keep their order in memory and are viewed channels first."""
    batch, channels, *space = shape
    count = math.prod(shape)
    numbers = torch.from_file(path, size=2 * count + 4 * channels, dtype=torch.float32).clone()

    def large(start):
        flat = numbers[start : start + count].clone()
        if layout == "channels-first":
            return flat.view(shape)
        return flat.view(batch, *space, channels).movedim(-1, 1)

    vectors = [numbers[2 * count + k * channels :][:channels].clone() for k in range(4)]
    return large(0), large(count), *vectors


def call_of(operation, way, tensors, epsilon, factor):
    """What is timed, and the results of a call in the order of their sizes."""
    x, g, gamma, beta, mean, variance = tensors
    if way == "out":
        return call_into(operation, x, (gamma, beta, mean, variance), epsilon, factor)
    if operation == "inference":

        def inference():
            with torch.inference_mode():
                return (torch.nn.functional.batch_norm(x, mean, variance, gamma, beta, False, factor, epsilon),)

        return inference
    for tensor in (x, gamma, beta):
        tensor.requires_grad_(True)

    def training():
        return (torch.nn.functional.batch_norm(x, mean, variance, gamma, beta, True, factor, epsilon),)

    if operation == "training":
        return training
    (y,) = training()
    return lambda: torch.autograd.grad(y, (x, gamma, beta), g, retain_graph=True)


def call_into(operation, x, vectors, epsilon, factor):
    """Forward calls into tensors that exist already, which spares PyTorch the pages of new memory."""
    if not torch._C._dispatch_has_kernel_for_dispatch_key("aten::native_batch_norm.out", "CPU"):
        raise RuntimeError("this version of PyTorch has no batch norm into given memory")
    gamma, beta, mean, variance = vectors
    training = operation == "training"
    output = torch.empty_like(x)
    # In inference there are no statistics to give.
    kept = [torch.empty(len(gamma) if training else 0) for _ in range(2)]
    operator = torch.ops.aten.native_batch_norm.out

    def call():
        with torch.inference_mode():
            operator(
                x, gamma, beta, mean, variance, training, factor, epsilon,
                out=output, save_mean=kept[0], save_invstd=kept[1],
            )  # fmt: skip
        return (output,)

    return call


def write_result(layout, results, path):
    with open(path, "wb") as file:
        for result in results:
            if result.dim() > 1 and layout == "channels-last":
                result = result.movedim(1, -1)
            flat = result.detach().contiguous().view(-1)
            file.write(memoryview(flat.numpy()).cast("B"))


def answer(words, prepared):
    command = words[0]
    if command == "start":
        return f"ready pytorch {torch.__version__}"
    if command == "prepare":
        identity, operation, layout, threads, way, shape, epsilon, factor, path = words[1:]
        torch.set_num_threads(int(threads))
        tensors = tensors_of(layout, [int(size) for size in shape.split("x")], path)
        prepared[identity] = (layout, int(threads), call_of(operation, way, tensors, float(epsilon), float(factor)))
        return "ok"
    if command == "release":
        del prepared[words[1]]
        return "ok"
    layout, threads, call = prepared[words[1]]
    if torch.get_num_threads() != threads:
        torch.set_num_threads(threads)
    if command == "result":
        write_result(layout, call(), words[2])
        return "ok"
    calls = range(int(words[2]))
    start = time.perf_counter()
    for _ in calls:
        call()
    return repr((time.perf_counter() - start) * 1000)


def main():
    prepared = {}
    for line in sys.stdin:
        command = line.split()[0]
        # A path is last and may hold spaces.
        words = line.rstrip("\n").split(" ", {"prepare": 9, "result": 2}.get(command, -1))
        if words[0] == "stop":
            return
        try:
            print(answer(words, prepared), flush=True)
        except Exception as error:
            print("error", " ".join(str(error).split()), flush=True)


try:
    import torch
except ImportError:
    print(f"error PyTorch is not installed for {sys.executable}", flush=True)
else:
    main()
