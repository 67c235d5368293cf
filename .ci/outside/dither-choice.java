import io.dither.choice.NestedLogit;
import io.dither.choice.Nests;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class Main {
    public static void main(String[] args) {
        LinearOracle options = OracleRegistry.discover().create("argmax:n=3");
        Random random = new Random(1);
        List<Observation> history = new ArrayList<>();
        for (int day = 0; day < 400; day++) {
            double roads = -0.8 * Math.log(-Math.log(random.nextDouble()));
            double[][] rows = new double[3][1];
            double[] scores = new double[3];
            for (int j = 0; j < 3; j++) {
                rows[j][0] = random.nextDouble();
                double own = -Math.log(-Math.log(random.nextDouble()));
                scores[j] = -3 * rows[j][0] + (j < 2 ? roads + 0.5 * own : own);
            }
            Features minutes = Features.of(rows).withGroups("car", "bus", "train");
            history.add(Observation.of("day " + day, minutes, options, options.solve(scores)));
        }
        NestedLogit model =
                NestedLogit.of(List.of("minutes"), Nests.parse("road=car,bus"), List.of("car", "bus", "train"));
        FitSettings gumbel = FitSettings.USUAL.noise("gumbel");
        System.out.println(
                Learner.of(model, model.bounded(gumbel), PluginCatalogue.discover()).fit(history).weights());
    }
}
