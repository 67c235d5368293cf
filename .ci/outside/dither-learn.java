import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class Main {
    public static void main(String[] args) {
        LinearOracle options = OracleRegistry.discover().create("argmax:n=3");
        Random random = new Random(1);
        List<Observation> history = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double[][] rows = new double[3][];
            double[] scores = new double[3];
            for (int j = 0; j < 3; j++) {
                rows[j] = new double[] {random.nextDouble(), random.nextDouble()};
                scores[j] = rows[j][0] - 2 * rows[j][1] + 0.3 * random.nextGaussian();
            }
            history.add(Observation.of("day " + i, Features.of(rows), options, options.solve(scores)));
        }
        System.out.println(
                Learner.of(SharedLinearModel.of("light", "way")).noise("gumbel").fit(history).status());
    }
}
