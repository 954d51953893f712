// Lets bncheck test a batch normalization that Java can reach:
//
//     javac Adapter.java && bncheck check "cmd:java Adapter"
//
// bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
// stdout. Print nothing else to stdout: logs go to System.err. No libraries; Java 17 or later.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

public class Adapter {
  /** Inner is the product of the sizes after the axis, m the number of elements per channel. */
  record Batch(String operation, List<Integer> shape, int axis, int channels, int inner, int m, double[] input,
      double[] gradOutput, double[] gamma, double[] beta, double[] runningMean, double[] runningVariance,
      double epsilon, double factor) {}

  // ==== FILL IN: who you are, what you can do, and your batch normalization =================================

  // The running variance takes in v * m / (m - 1) (0: v itself), and an empty batch leaves the statistics alone.
  static final String ABOUT = """
      {"protocol":1,"name":"my batch norm in Java","language":"Java","dtype":"float32",\
      "capabilities":["training","inference","trainingGradient","inferenceGradient"],\
      "conventions":{"runningVarianceCorrection":1,"emptyBatch":"keep"}}""";

  /**
   * Call your own code here instead. Tensors are flat, the last axis fastest, of the shape b.shape(), with the channels on axis
   * b.axis(); vectors have one entry per channel. Gamma, beta and gradOutput are null where there is none.
   */
  static Map<String, double[]> batchNorm(Batch b) {
    boolean trains = b.operation.startsWith("training");
    double[] gamma = b.gamma != null ? b.gamma : filled(b.channels, 1);
    double[] beta = b.beta != null ? b.beta : filled(b.channels, 0);
    double m = b.m;

    // Two passes: a mean of squares less a squared mean would lose all digits.
    double[] mean = trains ? sums(b, i -> b.input[i] / m) : b.runningMean;
    double[] variance =
        trains ? sums(b, i -> Math.pow(b.input[i] - mean[channel(b, i)], 2) / m) : b.runningVariance;
    double[] invStd = Arrays.stream(variance).map(v -> 1 / Math.sqrt(v + b.epsilon)).toArray();
    IntToDoubleFunction z = i -> (b.input[i] - mean[channel(b, i)]) * invStd[channel(b, i)];
    double[] values = new double[b.input.length];
    Map<String, double[]> result = new LinkedHashMap<>();

    if (b.gradOutput != null) {
      double[] gradBeta = sums(b, i -> b.gradOutput[i]);
      double[] gradGamma = sums(b, i -> b.gradOutput[i] * z.applyAsDouble(i));
      for (int i = 0; i < values.length; i++) {
        int c = channel(b, i); // in training the statistics depend on the input, too
        double through = trains ? (gradBeta[c] + z.applyAsDouble(i) * gradGamma[c]) / m : 0;
        values[i] = gamma[c] * invStd[c] * (b.gradOutput[i] - through);
      }
      result.putAll(Map.of("gradInput", values, "gradGamma", gradGamma, "gradBeta", gradBeta));
      return result;
    }
    Arrays.setAll(values, i -> gamma[channel(b, i)] * z.applyAsDouble(i) + beta[channel(b, i)]);
    result.put("output", values);
    if (!trains) return result;
    double a = b.m > 0 ? b.factor : 0; // the weight of the new batch
    double correction = b.m > 1 ? m / (m - 1) : 1;
    double[] newMean = b.runningMean.clone();
    double[] newVariance = b.runningVariance.clone();
    for (int c = 0; c < b.channels; c++) {
      newMean[c] = (1 - a) * b.runningMean[c] + a * mean[c];
      newVariance[c] = (1 - a) * b.runningVariance[c] + a * variance[c] * correction;
    }
    result.putAll(Map.of("batchMean", mean, "batchVariance", variance, "invStd", invStd));
    result.putAll(Map.of("runningMean", newMean, "runningVariance", newVariance));
    return result;
  }

  static int channel(Batch b, int i) {
    return i / b.inner % b.channels;
  }

  static double[] sums(Batch b, IntToDoubleFunction term) {
    double[] total = new double[b.channels];
    for (int i = 0; i < b.input.length; i++) total[channel(b, i)] += term.applyAsDouble(i);
    return total;
  }

  static double[] filled(int length, double value) {
    return IntStream.range(0, length).mapToDouble(i -> value).toArray();
  }

  // ==== The protocol: nothing to change from here on ========================================================

  /** A message, flat: ".case.input.shape.0" -> "2". */
  @SuppressWarnings("serial")
  static final class Message extends HashMap<String, String> {
    final String text;
    int at = 0;

    Message(String text) {
      this.text = text;
      read("");
    }

    /** Reads a JSON value without white space, which is how bncheck writes it. */
    void read(String path) {
      char first = text.charAt(at);
      if (first == '"') {
        put(path, readString());
      } else if (first != '{' && first != '[') {
        int start = at;
        while (",}]".indexOf(text.charAt(at)) < 0) at++;
        put(path, text.substring(start, at));
      } else {
        at++;
        for (int index = 0; text.charAt(at) != '}' && text.charAt(at) != ']'; index++) {
          String name = first == '{' ? readString() : String.valueOf(index);
          if (first == '{') at++; // the colon
          read(path + "." + name);
          if (text.charAt(at) == ',') at++;
        }
        at++;
      }
    }

    String readString() {
      StringBuilder value = new StringBuilder();
      for (at++; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') at++;
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }

    double number(String name) { // parseDouble knows NaN and Infinity by their names
      return Double.parseDouble(getOrDefault(".case." + name, "0"));
    }

    List<Integer> shape(String name) {
      List<Integer> shape = new ArrayList<>();
      for (String size; (size = get(".case." + name + ".shape." + shape.size())) != null;)
        shape.add(Integer.valueOf(size));
      return shape;
    }

    double[] decode(String name, List<Integer> shape) {
      String data = get(".case." + name + ".data");
      if (data == null) return null;
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(data)).order(ByteOrder.LITTLE_ENDIAN);
      if (!shape(name).equals(shape) || bytes.capacity() != 4 * product(shape))
        throw new IllegalArgumentException(name + " has a wrong shape, or too few or too many values");
      return IntStream.range(0, product(shape)).mapToDouble(i -> bytes.getFloat(4 * i)).toArray();
    }
  }

  static int product(List<Integer> sizes) {
    return sizes.stream().reduce(1, (count, size) -> count * size);
  }

  static String encode(double[] values, List<Integer> shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) bytes.putFloat((float) value);
    String data = Base64.getEncoder().encodeToString(bytes.array());
    return "{\"dtype\":\"float32\",\"shape\":" + shape + ",\"data\":\"" + data + "\"}";
  }

  static String run(Message given) {
    List<Integer> shape = given.shape("input");
    int axis = (int) given.number("channelAxis");
    List<Integer> vector = shape.subList(axis, axis + 1); // throws where there is no such axis
    int inner = product(shape.subList(axis + 1, shape.size()));
    Batch b = new Batch(given.get(".operation"), shape, axis, vector.get(0), inner,
        product(shape.subList(0, axis)) * inner, given.decode("input", shape), given.decode("gradOutput", shape),
        given.decode("gamma", vector), given.decode("beta", vector), given.decode("runningMean", vector),
        given.decode("runningVariance", vector), given.number("epsilon"), given.number("exponentialAverageFactor"));
    if (!(b.epsilon >= 0 && Double.isFinite(b.epsilon) && b.factor >= 0 && b.factor <= 1))
      throw new IllegalArgumentException("epsilon or exponentialAverageFactor is out of range");
    List<String> fields = new ArrayList<>();
    batchNorm(b).forEach((name, values) -> { // all but these two have one entry per channel
      boolean full = name.equals("output") || name.equals("gradInput");
      fields.add("\"" + name + "\":" + encode(values, full ? shape : vector));
    });
    return "\"result\":{" + String.join(",", fields) + "}";
  }

  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line; (line = lines.readLine()) != null;) {
      Message message = new Message(line);
      if (message.get(".cmd").equals("stop")) break;
      String reply = ABOUT;
      if (message.get(".cmd").equals("run")) {
        try {
          reply = run(message);
        } catch (RuntimeException error) {
          reply = "\"error\":\"" + String.valueOf(error.getMessage()).replace('"', '\'') + "\"";
        }
        reply = "{\"seq\":" + message.get(".seq") + "," + reply + "}";
      }
      System.out.println(reply);
      System.out.flush();
    }
  }
}
