import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.trees.BoostedModel;
import io.dither.trees.Boosting;
import io.dither.trees.TreeSettings;
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
        BoostedModel model =
                BoostedModel.of(List.of("light", "way"), Link.IDENTITY, TreeSettings.USUAL.withRounds(5).withDepth(2));
        System.out.println(Boosting.of(model, FitSettings.USUAL).fit(history).status());
    }
}
