package io.dither.graphhopper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.data.Histories;
import io.dither.data.Instance;
import io.dither.data.OracleTexts.OracleWithText;
import io.dither.learn.Predictor;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.OracleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearntRoadsTest {
    private static final String GRID = "jgrapht-grid-arcs:rows=2,cols=2";

    @Test
    void rulesWithoutDistanceInfluenceLeaveAResidualOfKilometres(@TempDir Path folder) throws IOException {
        Path roads = Files.writeString(folder.resolve("roads.csv"), "edge,minutes,km\n0,1,1\n2,1,2\n4,1,3\n6,1,4\n");
        // detour = -km: all roads cost 1, which the minutes alone explain
        Features features = Features.of(new double[][] {{1, 1, -1}, {1, 2, -2}, {1, 3, -3}, {1, 4, -4}});
        Fitted fitted = Fitted.of(
                        SharedLinearModel.of("minutes", "km", "detour"),
                        new double[] {1, 1, 1},
                        FitSettings.USUAL,
                        new NoiseModel("gaussian", Noise.gaussian(), false, 0))
                .build();
        Instance trip = new Instance(
                "a",
                features,
                new OracleWithText(GRID, OracleRegistry.discover().create(GRID)),
                List.of(),
                "",
                new double[0]);
        try (Predictor predictor = Predictor.of(fitted)) {
            LearntRoads learnt = LearntRoads.read(
                    Histories.standard().open(roads.toString()), "car", fitted, predictor, List.of(trip));
            assertEquals(0, learnt.distanceInfluence());
            assertEquals(Set.of("km", "detour"), learnt.residualByPart().keySet());
        }
    }
}
