import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's BatchNormalization layer, for dense layers (rank 2) and for images with the channels first or last.
 *
 * https://javadoc.io/doc/org.deeplearning4j/deeplearning4j-nn/1.0.0-M2.1/org/deeplearning4j/nn/conf/layers/BatchNormalization.Builder.html:
 * decay is the weight of the old statistics, epsilon stands inside the root, and useLogStd(false) keeps the running variance as
 * it is. That it is the biased one is from the source,
 * https://github.com/deeplearning4j/deeplearning4j/blob/master/deeplearning4j/deeplearning4j-nn/src/main/java/org/deeplearning4j/nn/layers/normalization/BatchNormalization.java
 */
public class Adapter implements Layer {
  private static final LayerWorkspaceMgr SPACES = LayerWorkspaceMgr.noWorkspaces();
  private final Setup setup;
  private final org.deeplearning4j.nn.layers.normalization.BatchNormalization layer;
  private Tensor input;
  private boolean training;

  Adapter(Setup setup) {
    this.setup = setup;
    boolean last = setup.rank() == 4 && setup.channelAxis() == 3;
    if (setup.rank() != 2 && setup.rank() != 4 || setup.channelAxis() != 1 && !last)
      throw new Skip("Deeplearning4j has ranks 2 and 4, with the channels on axis 1 or last");
    BatchNormalization.Builder builder = new BatchNormalization.Builder().nIn(setup.channels()).nOut(setup.channels())
        .eps(setup.epsilon()).decay(1 - setup.factor()).useLogStd(false)
        .dataFormat(last ? CNN2DFormat.NHWC : CNN2DFormat.NCHW).lockGammaBeta(setup.gamma() == null && setup.beta() == null);
    NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT).layer(builder.build()).build();
    long count = conf.getLayer().initializer().numParams(conf);
    INDArray params = Nd4j.create(DataType.FLOAT, 1, count);
    layer = (org.deeplearning4j.nn.layers.normalization.BatchNormalization) conf.getLayer()
        .instantiate(conf, null, 0, params, true, DataType.FLOAT);
    layer.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, count));
    set("gamma", setup.gamma());
    set("beta", setup.beta());
    setState(new Statistics(setup.runningMean(), setup.runningVariance()));
  }

  private void set(String name, float[] values) {
    if (values != null) layer.getParam(name).assign(Nd4j.createFromArray(values).reshape(1, values.length));
  }

  private static INDArray into(Tensor from) {
    if (from.data().length == 0) throw new Skip("an array of ND4J has at least one value here");
    return Nd4j.createFromArray(from.data()).reshape(from.shape());
  }

  private static float[] valuesOf(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  @Override
  public Tensor call(Tensor input, boolean training) {
    this.input = input;
    this.training = training;
    Tensor output = new Tensor(input.shape(), valuesOf(activate()));
    if (training) update();
    return output;
  }

  private INDArray activate() {
    layer.setInput(into(input), SPACES);
    return layer.activate(training, SPACES);
  }

  /** As the network does after its gradients: the running statistics are parameters, from which their "gradient" is taken off. */
  private void update() {
    Gradient found = layer.backpropGradient(Nd4j.zerosLike(layer.input()), SPACES).getFirst();
    for (String name : new String[] {"mean", "var"}) layer.getParam(name).subi(found.getGradientFor(name));
  }

  @Override
  public Gradients gradient(Tensor gradOutput) {
    if (!training) throw new Skip("Deeplearning4j has no gradient of inference");
    activate(); // the layer keeps what the gradient needs for one gradient only
    Pair<Gradient, INDArray> found = layer.backpropGradient(into(gradOutput), SPACES);
    float[] gamma = setup.gamma() == null ? null : valuesOf(found.getFirst().getGradientFor("gamma"));
    float[] beta = setup.beta() == null ? null : valuesOf(found.getFirst().getGradientFor("beta"));
    return new Gradients(new Tensor(gradOutput.shape(), valuesOf(found.getSecond())), gamma, beta);
  }

  @Override
  public Statistics state() {
    return new Statistics(valuesOf(layer.getParam("mean")), valuesOf(layer.getParam("var")));
  }

  @Override
  public void setState(Statistics given) {
    set("mean", given.mean());
    set("var", given.variance());
  }

  public static void main(String[] args) throws Exception {
    Map<String, Function<Setup, Layer>> ways = new LinkedHashMap<>();
    ways.put("layer", Adapter::new);
    Protocol.serve("""
        {"protocol":1,"name":"dl4j","version":"1.0.0-M2.1","language":"Java","dtype":"float32","ways":["layer"],\
        "capabilities":["training","inference","trainingGradient","sequence"],\
        "conventions":{"runningVarianceCorrection":0,"oneElement":"define"}}""", ways);
  }
}
