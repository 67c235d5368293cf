import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Tastes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class Main {
    public static void main(String[] args) {
        LinearOracle options = OracleRegistry.discover().create("argmax:n=3");
        Random random = new Random(1);
        List<Observation> history = new ArrayList<>();
        for (int person = 0; person < 20; person++) {
            double taste = 1 + random.nextGaussian();
            for (int day = 0; day < 4; day++) {
                double[][] rows = new double[3][];
                double[] scores = new double[3];
                for (int j = 0; j < 3; j++) {
                    rows[j] = new double[] {random.nextDouble(), random.nextDouble()};
                    scores[j] = taste * rows[j][0] - 2 * rows[j][1] + 0.3 * random.nextGaussian();
                }
                history.add(Observation.of(person + ", " + day, Features.of(rows), options, options.solve(scores))
                        .withCluster("person " + person));
            }
        }
        System.out.println(Tastes.of(SharedLinearModel.of("light", "way"))
                .law("light", Law.NORMAL)
                .draws(32)
                .fit(history)
                .persons());
    }
}
