import io.dither.learn.Cluster;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        try (Cluster cluster = Cluster.open("local[1]", Map.of());
                Cluster.History sent = cluster.send(history, one -> "argmax:n=3")) {
            System.out.println(sent.fit(Learner.of(SharedLinearModel.of("light", "way")).noise("gumbel")).status());
        }
    }
}
