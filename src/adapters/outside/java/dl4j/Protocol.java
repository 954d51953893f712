import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/**
 * The part that does not know the library: the wire protocol. Replies go to the file that the property bncheck.replies names, and
 * not to System.out, since native code prints there, too: bncheck starts the adapter with its output on /dev/fd/3.
 */
final class Protocol {
  private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  static void serve(String about, Map<String, Function<Layer.Setup, Layer>> ways) throws Exception {
    PrintStream replies = new PrintStream(System.getProperty("bncheck.replies"), "UTF-8");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line; (line = lines.readLine()) != null;) {
      JsonObject message = new JsonParser().parse(line).getAsJsonObject();
      String command = message.get("cmd").getAsString();
      if (command.equals("stop")) return;
      replies.println(command.equals("start") ? about : GSON.toJson(reply(message, ways)));
      replies.flush();
    }
  }

  private static JsonObject reply(JsonObject message, Map<String, Function<Layer.Setup, Layer>> ways) {
    JsonObject reply = new JsonObject();
    reply.add("seq", message.get("seq"));
    try {
      String way = message.has("way") ? message.get("way").getAsString() : ways.keySet().iterator().next();
      JsonObject given = message.getAsJsonObject("case");
      reply.add("result", run(message.get("operation").getAsString(), given, ways.get(way)));
    } catch (Layer.Skip reason) {
      reply.addProperty("skipped", reason.getMessage());
    } catch (Throwable error) {
      String text = String.valueOf(error);
      reply.addProperty("error", text.substring(0, Math.min(300, text.length())));
    }
    return reply;
  }

  private static JsonObject run(String operation, JsonObject given, Function<Layer.Setup, Layer> make) {
    if (operation.equals("sequence")) return sequence(given, make);
    Layer.Tensor input = tensor(given.get("input"));
    Layer layer = make.apply(setup(given, input.shape()));
    boolean training = operation.startsWith("training");
    Layer.Tensor output = layer.call(input, training);
    if (given.has("gradOutput")) return gradients(layer, given);
    return called(layer, output, training);
  }

  private static JsonObject sequence(JsonObject given, Function<Layer.Setup, Layer> make) {
    Layer layer = null;
    JsonArray steps = given.getAsJsonArray("steps");
    for (JsonElement step : steps) {
      JsonObject call = step.getAsJsonObject();
      if (layer == null && call.has("input")) layer = make.apply(setup(given, tensor(call.get("input")).shape()));
    }
    JsonArray results = new JsonArray();
    for (JsonElement step : steps) results.add(step(layer, step.getAsJsonObject()));
    JsonObject result = new JsonObject();
    result.add("steps", results);
    return result;
  }

  private static JsonObject step(Layer layer, JsonObject step) {
    String call = step.get("call").getAsString();
    switch (call) {
      case "gradient":
        return gradients(layer, step);
      case "getState":
        return statistics(layer);
      case "setState":
        layer.setState(new Layer.Statistics(vector(step, "runningMean"), vector(step, "runningVariance")));
        return new JsonObject();
      default:
        boolean training = call.equals("training");
        return called(layer, layer.call(tensor(step.get("input")), training), training);
    }
  }

  private static JsonObject called(Layer layer, Layer.Tensor output, boolean training) {
    JsonObject result = training ? statistics(layer) : new JsonObject();
    result.add("output", encode(output));
    return result;
  }

  private static JsonObject statistics(Layer layer) {
    JsonObject result = new JsonObject();
    result.add("runningMean", encode(layer.state().mean()));
    result.add("runningVariance", encode(layer.state().variance()));
    return result;
  }

  private static JsonObject gradients(Layer layer, JsonObject given) {
    Layer.Gradients found = layer.gradient(tensor(given.get("gradOutput")));
    JsonObject result = new JsonObject();
    result.add("gradInput", encode(found.input()));
    result.add("gradGamma", encode(found.gamma()));
    result.add("gradBeta", encode(found.beta()));
    return result;
  }

  private static Layer.Setup setup(JsonObject given, long[] shape) {
    double axis = number(given, "channelAxis", -1);
    if (axis != Math.rint(axis) || axis < 0 || axis >= shape.length)
      throw new IllegalArgumentException("channelAxis " + axis + " is no axis of " + Arrays.toString(shape));
    int channels = (int) shape[(int) axis];
    float[] mean = vector(given, "runningMean");
    float[] variance = vector(given, "runningVariance");
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new Layer.Setup(vector(given, "gamma"), vector(given, "beta"), mean == null ? new float[channels] : mean,
        variance == null ? ones : variance, number(given, "epsilon", Double.NaN),
        number(given, "exponentialAverageFactor", 0.1), (int) axis, channels, shape.length);
  }

  private static double number(JsonObject given, String name, double absent) {
    return given.has(name) ? Double.parseDouble(given.get(name).getAsString()) : absent; // knows NaN and Infinity by name
  }

  private static float[] vector(JsonObject given, String name) {
    return given.has(name) && given.get(name).isJsonObject() ? tensor(given.get(name)).data() : null;
  }

  private static Layer.Tensor tensor(JsonElement given) {
    JsonArray sizes = given.getAsJsonObject().getAsJsonArray("shape");
    long[] shape = new long[sizes.size()];
    Arrays.setAll(shape, axis -> sizes.get(axis).getAsLong());
    byte[] bytes = Base64.getDecoder().decode(given.getAsJsonObject().get("data").getAsString());
    float[] data = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(data);
    if (Arrays.stream(shape).reduce(1, (one, other) -> one * other) != data.length)
      throw new IllegalArgumentException(data.length + " values for the shape " + Arrays.toString(shape));
    return new Layer.Tensor(shape, data);
  }

  private static JsonElement encode(float[] values) {
    return values == null ? JsonNull.INSTANCE : encode(new Layer.Tensor(new long[] {values.length}, values));
  }

  private static JsonElement encode(Layer.Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.data().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.data());
    JsonObject result = new JsonObject();
    result.addProperty("dtype", "float32");
    result.add("shape", GSON.toJsonTree(tensor.shape()));
    result.addProperty("data", Base64.getEncoder().encodeToString(bytes.array()));
    return result;
  }
}
