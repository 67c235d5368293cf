package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.data.ColumnRoles;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.Layouts;
import io.dither.data.OracleTexts;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Tuning;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An effect for each of 1,737 turns beside five features, on 1,000 taxi trips: in each of five folds the ridge is chosen anew. */
class TaxiEffectsTest {
    private static final String[] FEATURES = {"km", "link", "left", "right", "back"};
    private static final int THREADS = 2;

    @Test
    @Tag("long")
    void moreTripsAreExactlyRightThanWithoutEffects() {
        String data = System.getenv("DITHER_DATA");
        assumeTrue(data != null && Files.exists(Path.of(data, "taxi-trips")), "DITHER_DATA names no taxi-trips");
        Path folder = Path.of(data, "taxi-trips");
        ColumnRoles roles = ColumnRoles.defaults()
                .withFeatures(FEATURES)
                .with(Role.NOISE_BY, "km")
                .with(Role.EFFECTS, "coordinate");
        Examples trips = Layouts.readShared(
                Histories.standard().open(folder.resolve("roads.csv").toString()),
                Histories.standard().open(folder.resolve("trips.csv").toString()),
                roles,
                OracleTexts.of(
                        "jgrapht-shortest-path:file=" + folder.resolve("roads.csv")
                                + ",format=csv,source={from},target={to}",
                        OracleRegistry.discover()));
        SharedLinearModel plain = SharedLinearModel.of(FEATURES);
        SharedLinearModel effects = plain.withEffects(trips.groups(), true);
        FitSettings usual = FitSettings.USUAL
                .with("noise", "gamma:shape=5")
                .with("followsLengths", true)
                .with("samples", 2);
        Function<FitSettings, Learner> learner =
                settings -> Learner.of(effects).with(settings).threads(THREADS);
        List<Outcome> with = new ArrayList<>();
        List<Outcome> without = new ArrayList<>();
        List<Outcome> moments = new ArrayList<>();
        for (Holdout part : Holdout.folds(trips.observations(), 5, 0)) {
            List<Observation> training = part.training();
            FitSettings best = Tuning.crossValidate(
                            Tuning.ridges(usual), learner, training, 2, 1, all -> Metrics.named(all, "exact match"))
                    .best()
                    .setting();
            with.addAll(Outcome.all(
                    part.heldOut(), learner.apply(best).withoutIntervals().fit(training)));
            without.addAll(decided(Learner.of(plain).with(usual), part));
            moments.addAll(decided(Learner.of(plain).moments().samples(5), part));
            System.out.println(best + ": " + Metrics.named(with, "exact match"));
        }
        List<Metric> shares = List.of(
                Metrics.named(with, "exact match"),
                Metrics.named(without, "exact match"),
                Metrics.named(moments, "exact match"),
                Metrics.differences(with, without).get(0),
                Metrics.differences(with, moments).get(0));
        shares.forEach(System.out::println);
        Metric more = shares.get(3);
        assertTrue(more.value() > 0.02 && more.low() > 0, more.toString());
    }

    private static List<Outcome> decided(Learner learner, Holdout part) {
        return Outcome.all(
                part.heldOut(), learner.threads(THREADS).withoutIntervals().fit(part.training()));
    }
}
