package io.dither.experiments.smoothing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.layer.ValueAndGradient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmoothingExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    @Tag("long")
    @Test
    void aRunDrawsEverySetUnderBothNoises() throws IOException {
        StringWriter text = new StringWriter();
        int code = ExperimentCommand.of(new SmoothingExperiment())
                .setOut(new PrintWriter(text))
                .execute("--out", temporary.toString(), "--samples", "200", "--json");
        assertEquals(0, code, text.toString());
        for (String figure :
                List.of("argmax", "max", "polygon", "polygon-field", "permutahedron", "permutahedron-field")) {
            for (Law law : Law.values()) {
                assertTrue(Files.size(temporary.resolve(figure + "-" + law + ".svg")) > 1000, figure);
            }
        }
        var deviations = new ObjectMapper().readTree(text.toString()).get("largestDeviationInStandardErrors");
        assertEquals(Law.values().length, deviations.size());
        // the largest of at most 12 deviations
        deviations.forEach(deviation -> assertTrue(deviation.asDouble() < 5, deviations.toString()));
    }

    @ParameterizedTest
    @EnumSource(Law.class)
    void theImageOfTheCircleShrinksFromTheBoundaryToAPoint(Law law) {
        PlaneFigures hexagon = PlaneFigures.permutahedron();
        List<double[]> circle = Curve.circle(25, hexagon.right(), hexagon.up());
        double[] radii = new double[3];
        double[] epsilons = {0.01, 1, 100};
        for (int k = 0; k < radii.length; k++) {
            List<ValueAndGradient> values = new Layers(2, 0).at(hexagon.oracle(), law, epsilons[k], circle);
            double[] x = Curve.along(hexagon.right(), values);
            double[] y = Curve.along(hexagon.up(), values);
            for (int i = 0; i < x.length; i++) {
                radii[k] = Math.max(radii[k], Math.hypot(x[i], y[i]));
            }
        }
        // the corners of the hexagon are sqrt(2) away from its centre
        assertEquals(Math.sqrt(2), radii[0], 1e-6);
        assertTrue(radii[1] < 1 && radii[1] > 0.3, "radius " + radii[1]);
        assertTrue(radii[2] < 0.02, "radius " + radii[2]);
    }
}
