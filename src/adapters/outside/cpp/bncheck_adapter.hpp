// The part that all adapters for C++ libraries share: the wire protocol, tensors, and stateful layers.
//
// An adapter says how its library is used, as one subclass of Way for each way in which its users reach batch norm, and
// then calls `serve`. Each request makes a fresh object, except that the steps of a sequence share one. A method that a
// way lacks, and a Skip that it throws, skip the request; any other exception refuses it. What libraries print to
// standard output goes to standard error. For a little-endian machine with POSIX.
#pragma once

#include <unistd.h>

#include <cstring>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bncheck {

using Json = nlohmann::json;
using Vector = std::vector<float>;
using Shape = std::vector<long>;

struct Tensor {
  Shape shape;
  Vector data;
};

/// What a layer is made of. Requests for gradients leave out what those do not depend on.
struct Setup {
  std::optional<Vector> gamma, beta;
  Vector runningMean, runningVariance;
  double epsilon, factor;  // factor: the weight of the new batch
  long channelAxis, channels;
  Shape shape;  // of the first input

  Vector gammaOrOnes() const { return gamma.value_or(Vector(channels, 1)); }
  Vector betaOrZeros() const { return beta.value_or(Vector(channels, 0)); }
};

struct Gradients {
  Tensor input;
  std::optional<Vector> gamma, beta;
};

struct Statistics {
  Vector mean, variance;
};

/// What the library does not offer.
struct Skip : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Way {
  virtual ~Way() = default;
  virtual Tensor training(const Tensor&) { throw Skip("this way has no training"); }
  virtual Tensor inference(const Tensor&) { throw Skip("this way has no inference"); }
  /// Of the latest call.
  virtual Gradients gradient(const Tensor&) { throw Skip("this way has no gradients"); }
  /// The running statistics, where they can be seen.
  virtual std::optional<Statistics> state() { return std::nullopt; }
  virtual void setState(const Statistics&) { throw Skip("this way has no statistics to set"); }
  /// What else a training call shows: batchMean, batchVariance, invStd.
  virtual std::vector<std::pair<std::string, Vector>> shown() { return {}; }
};

using Make = std::function<std::unique_ptr<Way>(const Setup&)>;

/// Moves one axis to another place: dimensions and data.
inline Tensor moveAxis(const Tensor& from, long source, long target) {
  const long rank = long(from.shape.size());
  std::vector<long> order(rank);
  std::iota(order.begin(), order.end(), 0);
  order.erase(order.begin() + source);
  order.insert(order.begin() + target, source);
  std::vector<long> strides(rank, 1);
  for (long axis = rank - 2; axis >= 0; --axis) strides[axis] = strides[axis + 1] * from.shape[axis + 1];
  Tensor to{{}, Vector(from.data.size())};
  for (const long axis : order) to.shape.push_back(from.shape[axis]);
  for (size_t i = 0; i < to.data.size(); ++i) {
    long rest = long(i), at = 0;
    for (long axis = rank - 1; axis >= 0; rest /= to.shape[axis--]) at += rest % to.shape[axis] * strides[order[axis]];
    to.data[i] = from.data[at];
  }
  return to;
}

namespace wire {

const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline long product(const Shape& shape) { return std::accumulate(shape.begin(), shape.end(), 1L, std::multiplies<>()); }

inline Tensor decode(const Json& given) {
  Tensor tensor{given.at("shape").get<Shape>(), {}};
  std::string bytes;
  unsigned bits = 0, held = 0;
  for (const char digit : given.at("data").get_ref<const std::string&>()) {
    if (digit == '=') break;
    bits = bits << 6 | unsigned(digits.find(digit));
    if ((held += 6) >= 8) bytes += char(bits >> (held -= 8));
  }
  if (long(bytes.size()) != 4 * product(tensor.shape)) throw std::runtime_error("too few or too many values");
  tensor.data.resize(bytes.size() / 4);
  std::memcpy(tensor.data.data(), bytes.data(), bytes.size());
  return tensor;
}

inline Json encode(const Tensor& tensor) {
  std::string bytes(4 * tensor.data.size(), '\0'), data;
  std::memcpy(bytes.data(), tensor.data.data(), bytes.size());
  for (size_t at = 0; at < bytes.size(); at += 3) {
    unsigned bits = 0;
    for (size_t k = at; k < at + 3; ++k) bits = bits << 8 | (k < bytes.size() ? (unsigned char)bytes[k] : 0u);
    for (size_t k = 0; k < 4; ++k) data += at + k > bytes.size() ? '=' : digits[bits >> (18 - 6 * k) & 63];
  }
  return {{"dtype", "float32"}, {"shape", tensor.shape}, {"data", data}};
}

inline Json encode(const Vector& values) { return encode(Tensor{{long(values.size())}, values}); }

inline double number(const Json& value) {  // stod knows NaN and Infinity by their names
  return value.is_string() ? std::stod(value.get<std::string>()) : value.get<double>();
}

inline Setup setupOf(const Json& given, const Shape& shape) {
  const Json& axis = given.at("channelAxis");
  if (!axis.is_number_integer() || axis < 0 || axis >= long(shape.size())) throw std::runtime_error("channelAxis is no axis");
  const long channels = shape[axis.get<long>()];
  const auto vector = [&](const char* name) -> std::optional<Vector> {
    if (!given.contains(name) || !given[name].is_object()) return std::nullopt;
    const Vector values = decode(given[name]).data;
    // Libraries in C++ take pointers here, or end the process.
    if (long(values.size()) != channels) throw std::runtime_error(std::string(name) + " must have one entry per channel");
    return values;
  };
  return {vector("gamma"), vector("beta"), vector("runningMean").value_or(Vector(channels, 0)),
          vector("runningVariance").value_or(Vector(channels, 1)), number(given.at("epsilon")),
          given.contains("exponentialAverageFactor") ? number(given["exponentialAverageFactor"]) : 0.1, axis, channels, shape};
}

inline Json statistics(const std::optional<Statistics>& state) {
  if (!state) return Json::object();
  return {{"runningMean", encode(state->mean)}, {"runningVariance", encode(state->variance)}};
}

inline Json trained(Way& way, const Json& input) {
  const Tensor output = way.training(decode(input));
  Json result = statistics(way.state());
  result["output"] = encode(output);
  for (const auto& [name, values] : way.shown()) result[name] = encode(values);
  return result;
}

inline Json gradients(const Gradients& given) {
  Json result = {{"gradInput", encode(given.input)}, {"gradGamma", nullptr}, {"gradBeta", nullptr}};
  if (given.gamma) result["gradGamma"] = encode(*given.gamma);
  if (given.beta) result["gradBeta"] = encode(*given.beta);
  return result;
}

inline Json runStep(Way& way, const Json& step) {
  const std::string call = step.at("call");
  if (call == "training") return trained(way, step.at("input"));
  if (call == "inference") return {{"output", encode(way.inference(decode(step.at("input"))))}};
  if (call == "gradient") return gradients(way.gradient(decode(step.at("gradOutput"))));
  if (call == "setState") {
    way.setState({decode(step.at("runningMean")).data, decode(step.at("runningVariance")).data});
    return Json::object();
  }
  if (!way.state()) throw Skip("this way does not show its statistics");
  return statistics(way.state());
}

inline Json run(const Make& make, const std::string& operation, const Json& given) {
  if (operation == "sequence") {
    Json results = Json::array();
    std::unique_ptr<Way> way;
    for (const Json& step : given.at("steps"))
      if (!way && step.contains("input")) way = make(setupOf(given, step["input"].at("shape").get<Shape>()));
    if (!way) throw Skip("a sequence without an input");
    for (const Json& step : given.at("steps")) results.push_back(runStep(*way, step));
    return {{"steps", results}};
  }
  const auto way = make(setupOf(given, given.at("input").at("shape").get<Shape>()));
  if (operation == "training") return trained(*way, given.at("input"));
  const Tensor input = decode(given.at("input"));
  if (operation == "inference") return {{"output", encode(way->inference(input))}};
  operation == "trainingGradient" ? way->training(input) : way->inference(input);
  return gradients(way->gradient(decode(given.at("gradOutput"))));
}

}  // namespace wire

/// Answers requests until bncheck says stop. `about` is the reply to its start, without the protocol and the ways.
inline void serve(Json about, const std::vector<std::pair<std::string, Make>>& ways) {
  FILE* replies = fdopen(dup(1), "w");
  dup2(2, 1);
  about.update({{"protocol", 1}, {"dtype", "float32"}, {"ways", Json::array()}});
  for (const auto& [name, make] : ways) about["ways"].push_back(name);
  for (std::string line; std::getline(std::cin, line);) {
    const Json message = Json::parse(line);
    if (message.at("cmd") == "stop") return;
    Json reply = about;
    if (message.at("cmd") == "run") {
      reply = {{"seq", message.at("seq")}};
      const std::string name = message.value("way", ways[0].first);
      try {
        for (const auto& [known, make] : ways)
          if (known == name) reply["result"] = wire::run(make, message.at("operation"), message.at("case"));
      } catch (const Skip& reason) {
        reply["skipped"] = reason.what();
      } catch (const std::exception& error) {
        reply["error"] = error.what();
      }
    }
    std::fprintf(replies, "%s\n", reply.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    std::fflush(replies);
  }
}

}  // namespace bncheck
