// Lets bncheck test a batch normalization that C++ can reach:
//
//     g++ -O2 -std=c++17 -o adapter adapter.cpp && bncheck check cmd:./adapter
//
// bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
// stdout. Print nothing else to stdout: logs go to stderr. Standard library only; for a little-endian machine.
#include <cmath>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

using Vector = std::vector<double>;
using Result = std::map<std::string, Vector>;

struct Batch {
  std::string operation;
  std::vector<size_t> shape;
  size_t axis, channels, inner, m;  // inner: the product of the sizes after the axis; m: elements per channel
  Vector input, gradOutput, gamma, beta, runningMean, runningVariance;
  bool hasGamma, hasBeta;
  double epsilon, factor;
};

// ==== FILL IN: who you are, what you can do, and your batch normalization ===================================

// The running variance takes in v * m / (m - 1) (0: v itself), and an empty batch leaves the statistics alone.
const char* about = R"({"protocol":1,"name":"my batch norm in C++","language":"C++","dtype":"float32",)"
                    R"("capabilities":["training","inference","trainingGradient","inferenceGradient"],)"
                    R"("conventions":{"runningVarianceCorrection":1,"emptyBatch":"keep"}})";

// Call your own code here instead. Tensors are flat, the last axis fastest, of the shape b.shape, with the
// channels on axis b.axis; vectors have one entry per channel.
Result batchNorm(const Batch& b) {
  const bool trains = b.operation == "training" || b.operation == "trainingGradient";
  const auto channel = [&](size_t i) { return i / b.inner % b.channels; };
  const auto sums = [&](const std::function<double(size_t)>& term) {
    Vector total(b.channels, 0.0);
    for (size_t i = 0; i < b.input.size(); ++i) total[channel(i)] += term(i);
    return total;
  };
  const Vector gamma = b.hasGamma ? b.gamma : Vector(b.channels, 1.0);
  const Vector beta = b.hasBeta ? b.beta : Vector(b.channels, 0.0);
  const double m = double(b.m);

  Vector mean = b.runningMean, variance = b.runningVariance, invStd;
  if (trains) {  // two passes: a mean of squares less a squared mean would lose all digits
    mean = sums([&](size_t i) { return b.input[i] / m; });
    variance = sums([&](size_t i) { return std::pow(b.input[i] - mean[channel(i)], 2) / m; });
  }
  for (double v : variance) invStd.push_back(1 / std::sqrt(v + b.epsilon));
  const auto z = [&](size_t i) { return (b.input[i] - mean[channel(i)]) * invStd[channel(i)]; };
  Vector values(b.input.size());

  if (b.operation == "trainingGradient" || b.operation == "inferenceGradient") {
    const Vector gradBeta = sums([&](size_t i) { return b.gradOutput[i]; });
    const Vector gradGamma = sums([&](size_t i) { return b.gradOutput[i] * z(i); });
    for (size_t i = 0, c = 0; i < values.size(); ++i, c = channel(i)) {
      const double throughStatistics = trains ? (gradBeta[c] + z(i) * gradGamma[c]) / m : 0;
      values[i] = gamma[c] * invStd[c] * (b.gradOutput[i] - throughStatistics);
    }
    return {{"gradInput", values}, {"gradGamma", gradGamma}, {"gradBeta", gradBeta}};
  }
  for (size_t i = 0; i < values.size(); ++i) values[i] = gamma[channel(i)] * z(i) + beta[channel(i)];
  if (!trains) return {{"output", values}};
  const double a = b.m > 0 ? b.factor : 0;  // the weight of the new batch
  const double correction = b.m > 1 ? m / (m - 1) : 1;
  Vector newMean, newVariance;
  for (size_t c = 0; c < b.channels; ++c) {
    newMean.push_back((1 - a) * b.runningMean[c] + a * mean[c]);
    newVariance.push_back((1 - a) * b.runningVariance[c] + a * variance[c] * correction);
  }
  return {{"output", values}, {"batchMean", mean}, {"batchVariance", variance}, {"invStd", invStd},
          {"runningMean", newMean}, {"runningVariance", newVariance}};
}

// ==== The protocol: nothing to change from here on ==========================================================

using Fields = std::map<std::string, std::string>;  // a message, flat: "case.input.shape.0" -> "2"

void skipSpace(const std::string& text, size_t& at) { at = text.find_first_not_of(" \t\r", at); }

std::string readString(const std::string& text, size_t& at) {
  std::string value;
  for (++at; text.at(at) != '"'; ++at) value += text[at] == '\\' ? text.at(++at) : text[at];
  ++at;
  return value;
}

void readJson(const std::string& text, size_t& at, const std::string& path, Fields& fields) {
  skipSpace(text, at);
  const char first = text.at(at);
  if (first == '"') {
    fields[path] = readString(text, at);
  } else if (first != '{' && first != '[') {
    const size_t end = text.find_first_of(",}] \t\r", at);
    fields[path] = text.substr(at, end - at);
    at = end;
  } else {
    ++at;
    for (int index = 0; skipSpace(text, at), text.at(at) != '}' && text.at(at) != ']'; ++index) {
      const std::string name = first == '{' ? readString(text, at) : std::to_string(index);
      if (first == '{') at = text.find(':', at) + 1;
      readJson(text, at, path + "." + name, fields);
      skipSpace(text, at);
      if (text.at(at) == ',') ++at;
    }
    ++at;
  }
}

const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::vector<size_t> shapeOf(const Fields& fields, const std::string& tensor) {
  std::vector<size_t> shape;
  const auto next = [&] { return fields.find(tensor + ".shape." + std::to_string(shape.size())); };
  for (auto at = next(); at != fields.end(); at = next()) shape.push_back(std::stoul(at->second));
  return shape;
}

size_t product(const std::vector<size_t>& sizes, size_t from, size_t to) {
  size_t count = 1;
  for (size_t i = from; i < to; ++i) count *= sizes[i];
  return count;
}

Vector decode(const Fields& fields, const std::string& tensor, const std::vector<size_t>& shape) {
  if (fields.count(tensor + ".data") == 0) return {};
  std::string bytes;
  unsigned bits = 0, held = 0;
  for (const char digit : fields.at(tensor + ".data")) {
    if (digit == '=') break;
    bits = bits << 6 | unsigned(digits.find(digit));
    if ((held += 6) >= 8) bytes += char(bits >> (held -= 8));
  }
  if (shapeOf(fields, tensor) != shape || bytes.size() != 4 * product(shape, 0, shape.size()))
    throw std::runtime_error(tensor + " has a wrong shape, or too few or too many values");
  std::vector<float> values(bytes.size() / 4);
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return Vector(values.begin(), values.end());
}

std::string encode(const Vector& values, const std::vector<size_t>& shape) {
  const std::vector<float> floats(values.begin(), values.end());
  std::string bytes(4 * floats.size(), '\0'), data, sizes;
  std::memcpy(&bytes[0], floats.data(), bytes.size());
  for (size_t at = 0; at < bytes.size(); at += 3) {
    unsigned bits = 0;
    for (size_t k = at; k < at + 3; ++k) bits = bits << 8 | (k < bytes.size() ? (unsigned char)bytes[k] : 0u);
    for (size_t k = 0; k < 4; ++k) data += at + k > bytes.size() ? '=' : digits[bits >> (18 - 6 * k) & 63];
  }
  for (const size_t size : shape) sizes += (sizes.empty() ? "" : ",") + std::to_string(size);
  return "{\"dtype\":\"float32\",\"shape\":[" + sizes + "],\"data\":\"" + data + "\"}";
}

std::string run(const Fields& fields) {
  const std::string in = ".case.";
  const auto number = [&](const std::string& name) {  // stod knows NaN and Infinity by their names
    return fields.count(in + name) == 0 ? 0.0 : std::stod(fields.at(in + name));
  };
  const auto shape = shapeOf(fields, in + "input");
  const double axis = number("channelAxis");
  if (!(axis >= 0 && axis < double(shape.size()))) throw std::runtime_error("channelAxis is no axis of input");
  Batch b{fields.at(".operation"), shape, size_t(axis), shape[size_t(axis)], 0, 0, {}, {}, {}, {}, {}, {},
          fields.count(in + "gamma.data") == 1, fields.count(in + "beta.data") == 1, number("epsilon"),
          number("exponentialAverageFactor")};
  if (!(b.epsilon >= 0 && std::isfinite(b.epsilon) && b.factor >= 0 && b.factor <= 1))
    throw std::runtime_error("epsilon or exponentialAverageFactor is out of range");
  b.inner = product(shape, b.axis + 1, shape.size());
  b.m = product(shape, 0, b.axis) * b.inner;
  b.input = decode(fields, in + "input", shape);
  b.gradOutput = decode(fields, in + "gradOutput", shape);
  b.gamma = decode(fields, in + "gamma", {b.channels});
  b.beta = decode(fields, in + "beta", {b.channels});
  b.runningMean = decode(fields, in + "runningMean", {b.channels});
  b.runningVariance = decode(fields, in + "runningVariance", {b.channels});
  std::string result;
  for (const auto& [name, values] : batchNorm(b)) {
    const bool full = name == "output" || name == "gradInput";  // all else has one entry per channel
    result += (result.empty() ? "\"" : ",\"") + name + "\":" + encode(values, full ? shape : std::vector<size_t>{b.channels});
  }
  return "\"result\":{" + result + "}";
}

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    Fields fields;
    size_t at = 0;
    readJson(line, at, "", fields);
    if (fields[".cmd"] == "stop") break;
    std::string reply = about;
    if (fields[".cmd"] == "run") {
      try {
        reply = run(fields);
      } catch (const std::exception& error) {
        reply = std::string("\"error\":\"") + error.what() + "\"";
      }
      reply = "{\"seq\":" + fields[".seq"] + "," + reply + "}";
    }
    std::cout << reply << std::endl;  // endl flushes
  }
}
