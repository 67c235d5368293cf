package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.data.ColumnRoles;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.Layouts;
import io.dither.data.OracleTexts;
import io.dither.exact.NestedPaths;
import io.dither.layer.Decision;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.learn.Learner;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.overlap.Overlap;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What link sizes and scales add to the likelihood of 1,000 taxi trips, each held out in one of five folds. */
class TaxiOverlapTest {
    private static final List<String> FEATURES = List.of("km", "link", "left", "right", "back");
    private static final String REFERENCE = "reference=3*km+0.3*link+0.9*left+right+1.7*back, link-size";

    @Test
    @Tag("long")
    void tripsAreLikelierWithTheirLinkSizes() {
        String data = System.getenv("DITHER_DATA");
        assumeTrue(data != null && Files.exists(Path.of(data, "taxi-trips")), "DITHER_DATA names no taxi-trips");
        Path folder = Path.of(data, "taxi-trips");
        String roads = folder.resolve("roads.csv").toString();
        Examples trips = Layouts.readShared(
                Histories.standard().open(roads),
                Histories.standard().open(folder.resolve("trips.csv").toString()),
                ColumnRoles.defaults().withFeatures(FEATURES.toArray(String[]::new)),
                OracleTexts.of(
                        "jgrapht-shortest-path:file=" + roads + ",format=csv,source={from},target={to}",
                        OracleRegistry.discover()));
        double[] plain = logarithms(trips.observations(), "recursive-logit", "");
        Interval sizes = gain(logarithms(trips.observations(), "recursive-logit", REFERENCE), plain);
        Interval scales = gain(logarithms(trips.observations(), "nested-recursive-logit", "scale=out-degree"), plain);
        System.out.println(Interval.ofMean(plain) + ", link sizes add " + sizes + ", scales " + scales);
        assertTrue(sizes.value() > 2 * sizes.standardError(), "link sizes: " + sizes);
        assertTrue(scales.value() > -2 * scales.standardError(), "scales: " + scales);
    }

    private static Interval gain(double[] with, double[] without) {
        double[] differences = with.clone();
        Arrays.setAll(differences, i -> with[i] - without[i]);
        return Interval.ofMean(differences);
    }

    /** The log-likelihoods of the trips in the order of folds. */
    private static double[] logarithms(List<Observation> trips, String loss, String text) {
        Overlap overlap = Overlap.parse(text);
        Overlap.Extension extension = overlap.of(FEATURES);
        List<String> names = new ArrayList<>(FEATURES);
        names.addAll(overlap.names());
        List<Observation> all = text.isEmpty()
                ? trips
                : trips.stream().map(extension::observation).toList();
        List<Double> logarithms = new ArrayList<>();
        for (Holdout part : Holdout.folds(all, 5, 0)) {
            Fitted fitted = Learner.of(SharedLinearModel.of(names, Link.IDENTITY))
                    .loss(loss)
                    .threads(2)
                    .withoutIntervals()
                    .fit(part.training());
            for (Observation one : part.held()) {
                double[] theta = fitted.model().theta(fitted.parameters(), one.features());
                Input input = new Input(theta, NoiseKey.ZERO, one.oracle());
                logarithms.add(NestedPaths.of(one.oracle(), fitted.epsilon())
                        .logProbability(input, ((Decision) one.target()).point())
                        .value());
            }
        }
        return logarithms.stream().mapToDouble(one -> one).toArray();
    }
}
