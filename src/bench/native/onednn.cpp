/**
 * Times oneDNN for `bncheck bench`: one line in, one line out, as in pytorch.py beside this file.
 *
 * A primitive on tensors that exist, in the order of memory that is asked for; making it is not timed.
 */
#include <dnnl.hpp>
#include <omp.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

using dnnl::memory;
using Arguments = std::unordered_map<int, memory>;

static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
static dnnl::stream stream(engine);

struct Call {
    int threads;
    std::function<void()> run;
    std::vector<memory> results;
};

struct Request {
    std::string operation, layout, file;
    int threads;
    memory::dims shape;
    float epsilon;
};

static memory::format_tag tagOf(const std::string& layout, size_t rank) {
    using tag = memory::format_tag;
    const bool last = layout == "channels-last";
    switch (rank) {
        case 2: return tag::nc;
        case 3: return last ? tag::nwc : tag::ncw;
        case 4: return last ? tag::nhwc : tag::nchw;
        case 5: return last ? tag::ndhwc : tag::ncdhw;
        default: throw std::runtime_error("oneDNN is asked for ranks 2 to 5 here");
    }
}

static memory filled(const memory::desc& description, std::ifstream& file) {
    memory tensor(description, engine);
    file.read(static_cast<char*>(tensor.get_data_handle()), description.get_size());
    return tensor;
}

// Versions 2 describe an operation by an object of its own; from version 3 on the primitive's description does.
#if DNNL_VERSION_MAJOR >= 3
template <class Primitive>
static typename Primitive::primitive_desc described(
        dnnl::prop_kind kind, const memory::desc& data, float epsilon, dnnl::normalization_flags flags,
        const dnnl::batch_normalization_forward::primitive_desc* hint) {
    if constexpr (std::is_same_v<Primitive, dnnl::batch_normalization_forward>)
        return {engine, kind, data, data, epsilon, flags};
    else
        return {engine, kind, data, data, data, epsilon, flags, *hint};
}
#else
template <class Primitive>
static typename Primitive::primitive_desc described(
        dnnl::prop_kind kind, const memory::desc& data, float epsilon, dnnl::normalization_flags flags,
        const dnnl::batch_normalization_forward::primitive_desc* hint) {
    if constexpr (std::is_same_v<Primitive, dnnl::batch_normalization_forward>)
        return {{kind, data, epsilon, flags}, engine};
    else
        return {{kind, data, data, epsilon, flags}, engine, *hint};
}
#endif

static Call prepare(const Request& request) {
    using flag = dnnl::normalization_flags;
    const memory::desc data(request.shape, memory::data_type::f32, tagOf(request.layout, request.shape.size()));
    const memory::desc vector({request.shape[1]}, memory::data_type::f32, memory::format_tag::a);
    std::ifstream file(request.file, std::ios::binary);
    const memory input = filled(data, file), gradOutput = filled(data, file);
    const memory gamma = filled(vector, file), beta = filled(vector, file);
    const memory runningMean = filled(vector, file), runningVariance = filled(vector, file);

    omp_set_num_threads(request.threads);
    const bool inference = request.operation == "inference";
    const auto kind = inference ? dnnl::prop_kind::forward_inference : dnnl::prop_kind::forward_training;
    auto flags = flag::use_scale | flag::use_shift;
    if (inference) flags |= flag::use_global_stats;
    const auto forward = described<dnnl::batch_normalization_forward>(kind, data, request.epsilon, flags, nullptr);
    const memory output(data, engine);
    const memory mean = inference ? runningMean : memory(vector, engine);
    const memory variance = inference ? runningVariance : memory(vector, engine);
    Arguments arguments = {
        {DNNL_ARG_SRC, input}, {DNNL_ARG_DST, output}, {DNNL_ARG_SCALE, gamma}, {DNNL_ARG_SHIFT, beta},
        {DNNL_ARG_MEAN, mean}, {DNNL_ARG_VARIANCE, variance},
    };
    const auto runner = [](const dnnl::primitive& primitive, const Arguments& given) {
        return [primitive, given] {
            primitive.execute(stream, given);
            stream.wait();
        };
    };
    const auto forwardCall = runner(dnnl::batch_normalization_forward(forward), arguments);
    if (request.operation != "trainingGradient") return {request.threads, forwardCall, {output}};

    forwardCall();
    const auto backward = described<dnnl::batch_normalization_backward>(
        dnnl::prop_kind::backward, data, request.epsilon, flags, &forward);
    const memory gradInput(data, engine), gradGamma(vector, engine), gradBeta(vector, engine);
    arguments.erase(DNNL_ARG_DST);
    arguments.insert({
        {DNNL_ARG_DIFF_DST, gradOutput}, {DNNL_ARG_DIFF_SRC, gradInput},
        {DNNL_ARG_DIFF_SCALE, gradGamma}, {DNNL_ARG_DIFF_SHIFT, gradBeta},
    });
    return {request.threads, runner(dnnl::batch_normalization_backward(backward), arguments),
            {gradInput, gradGamma, gradBeta}};
}

static memory::dims dimensionsOf(const std::string& text) {
    memory::dims sizes;
    std::stringstream stream(text);
    for (std::string size; std::getline(stream, size, 'x');) sizes.push_back(std::stol(size));
    return sizes;
}

static std::string restOf(std::istream& words) {
    std::string rest;
    std::getline(words >> std::ws, rest);
    return rest;
}

static double timed(const Call& call, long calls) {
    using clock = std::chrono::steady_clock;
    const auto start = clock::now();
    for (long k = 0; k < calls; k++) call.run();
    return std::chrono::duration<double, std::milli>(clock::now() - start).count();
}

static std::string answer(std::istream& words, std::map<std::string, Call>& prepared) {
    std::string command, id;
    words >> command;
    if (command == "start") {
        const auto* version = dnnl_version();
        std::ostringstream text;
        text << "ready onednn " << version->major << '.' << version->minor << '.' << version->patch;
        return text.str();
    }
    words >> id;
    if (command == "prepare") {
        Request request;
        std::string way, shape, factor;
        words >> request.operation >> request.layout >> request.threads >> way >> shape >> request.epsilon >> factor;
        request.shape = dimensionsOf(shape);
        request.file = restOf(words);
        prepared[id] = prepare(request);
        return "ok";
    }
    if (command == "release") {
        prepared.erase(id);
        return "ok";
    }
    const Call& call = prepared.at(id);
    omp_set_num_threads(call.threads);
    if (command == "result") {
        call.run();
        std::ofstream file(restOf(words), std::ios::binary);
        for (const auto& tensor : call.results)
            file.write(static_cast<const char*>(tensor.get_data_handle()), tensor.get_desc().get_size());
        return "ok";
    }
    long calls;
    words >> calls;
    std::ostringstream text;
    text << std::setprecision(12) << timed(call, calls);
    return text.str();
}

int main() {
    std::map<std::string, Call> prepared;
    for (std::string line; std::getline(std::cin, line) && line != "stop";) {
        std::istringstream words(line);
        try {
            std::cout << answer(words, prepared) << std::endl;
        } catch (const std::exception& error) {
            std::cout << "error " << error.what() << std::endl;
        }
    }
}
