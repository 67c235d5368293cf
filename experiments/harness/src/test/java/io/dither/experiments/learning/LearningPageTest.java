package io.dither.experiments.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.Baselines;
import io.dither.learn.diagnose.Comparison;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.diagnose.Excess;
import io.dither.learn.diagnose.SimulatedChoices;
import io.dither.learn.diagnose.SimulatedTrips;
import io.dither.learn.diagnose.WorstExamples;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was computed is what is shown, and nothing else is. */
class LearningPageTest {
    private static final String EVIL = "<script>alert(1)</script>&\"'";

    @TempDir
    Path temporary = Path.of("");

    private record Judged(LearningReport report, Diagnosis diagnosis, List<Outcome> held, Fitted fitted) {}

    private static Judged judged(Learner learner, List<Observation> all, Map<String, List<Outcome>> baselines) {
        Holdout parts = Holdout.split(all, 0.3, 1);
        Fitted training = learner.fit(parts.training());
        Fitted fitted = learner.fit(all);
        List<Outcome> held = Outcome.all(parts.heldOut(), training);
        Diagnosis diagnosis = Diagnosis.of(training, held, baselines, 40, 3);
        LearningReport report =
                LearningReport.of(EVIL, fitted).diagnosis(diagnosis).provenance(Map.of(EVIL, EVIL));
        return new Judged(report, diagnosis, held, fitted);
    }

    private static Map<String, List<Outcome>> baselines(SharedLinearModel model, List<Observation> all) {
        Holdout parts = Holdout.split(all, 0.3, 1);
        return Baselines.of(model, parts.training(), parts.heldOut());
    }

    private static String clean(LearningReport report) {
        String page = report.html();
        assertFalse(
                Pattern.compile("NaN|Infinity|null|>\\s*-[0-9]")
                        .matcher(page.replaceAll("<script>[^<]*|<style>[^<]*", ""))
                        .find(),
                page);
        assertFalse(page.contains("<script>alert") || page.contains("<colour>"), "everything is escaped");
        assertFalse(
                Pattern.compile("(src|href)=\"(?!data:)|@import|url\\(")
                        .matcher(page)
                        .find(),
                "no network");
        return page;
    }

    private static LearningReport.Ends ends(List<String> ends) {
        return new LearningReport.Ends(ends.get(0), ends.get(1));
    }

    private static void assertShows(String page, String text) {
        assertTrue(page.contains(">" + text.replace("<", "&lt;") + "<"), "'" + text + "' is not in " + page);
    }

    private static void assertShows(String page, Weight weight) {
        assertShows(page, Numbers.text(weight.estimate(), weight.standardError()));
        assertShows(page, Numbers.p(weight.pValue()));
        if (weight.note().isEmpty()) {
            assertShows(page, Numbers.interval(weight.low(), weight.high(), weight.standardError()));
        } else {
            assertShows(page, weight.note());
        }
    }

    private static void assertShows(String page, Metric metric) {
        assertShows(page, Numbers.text(metric.value(), metric.standardError()));
        assertShows(page, Numbers.interval(metric.low(), metric.high(), metric.standardError()));
    }

    @Test
    void tripsHaveMaps() {
        SimulatedTrips roads = new SimulatedTrips(6, 1);
        List<Observation> trips = roads.trips(60, Noise.gaussian(), 0.5, true, 5);
        Learner learner = Learner.of(SimulatedTrips.MODEL).samples(3).threads(2).moments();
        Judged judged = judged(learner, trips, baselines(SimulatedTrips.MODEL, trips));
        LearningReport report = judged.report().map(roads.positions(), street -> ends(roads.ends(street)));
        String page = clean(report.diagnosis(judged.diagnosis()));
        judged.fitted().weights().forEach(weight -> assertShows(page, weight));
        Metrics.of(judged.held()).forEach(metric -> assertShows(page, metric));
        Excess excess = judged.diagnosis().excess();
        assertNotNull(excess);
        for (double number : new double[] {excess.median(), excess.percentile90(), excess.worst()}) {
            assertShows(page, Numbers.text(number));
        }
        assertShows(page, Numbers.text(excess.mean().value(), excess.mean().standardError()));
        assertTrue(page.contains(Numbers.percent(excess.relative().value()) + " more than the best decisions"), page);
        assertTrue(page.contains("mean (in units of length)"), "length is held at 1");
        String exact = Numbers.percent(Metrics.of(judged.held()).get(0).value());
        assertTrue(
                page.contains("class=\"verdict\">The model predicts " + exact + " of "
                        + judged.held().size() + " held-out decisions exactly"),
                page);
        Weight climb = judged.fitted().weight("climb");
        String worth = Numbers.text(climb.estimate(), climb.standardError());
        assertTrue(page.contains("One unit more of climb counts as much as " + worth + " of length ("), page);
        assertEquals(7, page.split("class=\"chart map\"", -1).length - 1, "six trips and all together");
        assertShows(page, "Where observed and predicted decisions differ");
        assertEquals(2, page.split("data-chart=", -1).length - 1, "the moment, and epsilon; no loss");
        WorstExamples worst = judged.diagnosis().worst();
        assertNotNull(worst);
        assertEquals(WorstExamples.MAX_SHOWN, worst.examples().size());
        for (WorstExamples.Example one : worst.examples()) {
            double sum = one.parts().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(one.excess(), sum, 1e-9, "the parts of " + one.id() + " add up");
            one.parts().values().forEach(part -> assertShows(page, WorstSection.text(one, part)));
        }
    }

    @Test
    void effectsHaveAMapAndPartsThatAddUp() {
        SimulatedTrips roads = new SimulatedTrips(6, 1);
        String[] groups = new String[roads.features.rows()];
        Arrays.setAll(groups, street -> EVIL + street);
        Features features = roads.features.withGroups(groups);
        List<Observation> trips = roads.trips(120, Noise.gamma(5), 0.1, false, 5).stream()
                .map(one -> Observation.of(one.id(), features, one.oracle(), one.target()))
                .toList();
        Learner learner = Learner.of(SimulatedTrips.MODEL.withEffects(List.of(groups), true))
                .samples(5)
                .iterations(10)
                .withoutIntervals();
        Judged judged = judged(learner, trips, Map.of());
        String page = clean(judged.report().map(roads.positions(), street -> ends(roads.ends(street))));
        assertShows(page, "Effects of groups");
        WorstExamples worst = judged.diagnosis().worst();
        assertNotNull(worst);
        long wrong = worst.examples().stream().filter(one -> one.excess() > 0).count();
        assertTrue(wrong > 0 && wrong < 6, "costlier than predicted: " + wrong);
        assertEquals(
                wrong + 2, page.split("class=\"chart map\"", -1).length - 1, "these trips, all, and one of effects");
        assertTrue(
                worst.columns().contains(SharedLinearModel.UNEXPLAINED),
                worst.columns().toString());
        for (WorstExamples.Example one : worst.examples()) {
            double sum = one.parts().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(one.excess(), sum, 1e-9);
        }
    }

    @Test
    void effectsOfZeroHaveNoMap() {
        SimulatedTrips roads = new SimulatedTrips(6, 1);
        String[] groups = new String[roads.features.rows()];
        Arrays.setAll(groups, street -> "street " + street);
        Features features = roads.features.withGroups(groups);
        List<Observation> trips = roads.trips(30, Noise.gamma(5), 0.1, false, 5).stream()
                .map(one -> Observation.of(one.id(), features, one.oracle(), one.target()))
                .toList();
        Learner learner = Learner.of(SimulatedTrips.MODEL.withEffects(List.of(groups), true))
                .samples(2)
                .iterations(2)
                .withoutIntervals();
        Judged judged = judged(learner, trips, Map.of());
        double[] weights = Arrays.copyOf(
                judged.fitted().parameters(), SimulatedTrips.MODEL.names().size());
        Fitted flat = judged.fitted()
                .edit()
                .parameters(Arrays.copyOf(weights, weights.length + groups.length))
                .build();
        String page = clean(LearningReport.of("Trips", flat)
                .diagnosis(judged.diagnosis())
                .map(roads.positions(), street -> ends(roads.ends(street))));
        assertTrue(page.contains("0 of " + groups.length + " groups were seen"), page);
        assertFalse(page.contains("What the features do not explain"), page);
    }

    @Test
    void anObservedDecisionThatCostsLessIsNotAmongTheWorst() {
        List<Observation> offers = SimulatedChoices.offers(50, 4, true);
        Fitted fitted = Learner.of(SimulatedChoices.MODEL).noise("gumbel").fit(offers);
        WorstExamples.Example better =
                new WorstExamples.Example(Outcome.all(offers, fitted).get(0), -1, Map.of());
        Html html = new Html();
        new WorstSection(new WorstExamples(List.of(better), List.of(), true), LearningReport.of("Offers", fitted), html)
                .write();
        assertTrue(html.toString().contains("No observed decision costs more"), html.toString());
    }

    @Test
    void offersAreScores() {
        List<Observation> offers = SimulatedChoices.offers(300, 4, true);
        Learner logit = Learner.of(SimulatedChoices.MODEL).noise("gumbel").threads(2);
        Judged judged = judged(logit, offers, baselines(SimulatedChoices.MODEL, offers));
        String page = clean(judged.report());
        judged.fitted().weights().forEach(weight -> assertShows(page, weight));
        assertTrue(page.contains("How much lower observed decisions score") && page.contains("scores less"), page);
        assertTrue(page.contains("Regret is the extra true cost of decisions"), page);
        Comparison comparison = judged.diagnosis().comparison();
        comparison.differences().forEach(one -> assertShows(page, one.metric()));
        for (Comparison.Difference one : comparison.differences()) {
            if (one.baseline().endsWith(Baselines.ALONE)) {
                assertEquals("better", one.verdict(), "the price alone is a bad guide: " + one);
            }
        }
    }

    @Test
    void withoutTrueCostsRegretIsUndefined() {
        List<Observation> offers = SimulatedChoices.offers(200, 4, false);
        Map<String, List<Outcome>> baselines = baselines(SimulatedChoices.MODEL, offers);
        assertFalse(baselines.containsKey(Baselines.LEAST_SQUARES));
        Learner logit = Learner.of(SimulatedChoices.MODEL).noise("gumbel").threads(2);
        String page = clean(judged(logit, offers, baselines).report());
        assertTrue(page.contains("Regret needs the true costs"), page);
        assertFalse(page.contains("regret (ratio of sums)"), page);
        assertShows(page, "exact match");
    }

    @Test
    void withoutAHoldoutNothingIsMeasured() throws IOException {
        List<Observation> offers = SimulatedChoices.offers(100, 4, true);
        Fitted fitted = Learner.of(SimulatedChoices.MODEL)
                .noise("gumbel")
                .withoutIntervals()
                .fit(offers);
        LearningReport report = LearningReport.of("Offers", fitted);
        assertTrue(clean(report).contains("in units of the cost"));
        String page = clean(report.sense(offers.get(0).oracle().sense()));
        assertTrue(page.contains("in units of the score"), page);
        assertTrue(page.contains("No examples were held out"), page);
        assertTrue(page.contains("Open circles have no interval"), page);
        Path file = temporary.resolve("report.html");
        report.write(file);
        assertEquals(page, Files.readString(file));
    }

    @Test
    void weightsThatAreHardToTellApartAreTold() {
        List<Observation> alike = SimulatedChoices.offers(300, 4, true).stream()
                .map(one -> {
                    double[][] rows = new double[one.features().rows()][];
                    for (int j = 0; j < rows.length; j++) {
                        double price = one.features().get(j, 0);
                        rows[j] = new double[] {
                            price, price + 0.1 * one.features().get(j, 1)
                        };
                    }
                    return Observation.of(one.id(), Features.of(rows), one.oracle(), one.target());
                })
                .toList();
        Fitted fitted =
                Learner.of(SharedLinearModel.of("price", EVIL)).noise("gumbel").fit(alike);
        assertEquals(1, fitted.correlations(0.5).size());
        String page = clean(LearningReport.of("Offers", fitted));
        assertTrue(page.contains("Correlated estimates"), page);
        assertTrue(page.contains("the data hardly distinguish them"), page);
    }

    @Test
    void whatDecisionsDoNotIdentifyIsSaid() {
        List<Observation> twice = SimulatedChoices.offers(100, 4, true).stream()
                .map(one -> Observation.of(one.id(), twice(one.features()), one.oracle(), one.target()))
                .toList();
        Fitted fitted =
                Learner.of(SharedLinearModel.of("price", EVIL)).noise("gumbel").fit(twice);
        assertEquals(Fitted.Status.UNIDENTIFIED, fitted.status());
        String page = clean(LearningReport.of("Offers", fitted));
        assertTrue(page.contains("do not identify all weights"), page);
        assertTrue(page.contains("The decisions say nothing about +1"), page);
    }

    @Test
    void aRenewedPageKeepsTheWarningAboutTheTrainingPart() throws IOException {
        List<Observation> offers = SimulatedChoices.offers(100, 4, true);
        Learner logit = Learner.of(SimulatedChoices.MODEL).noise("gumbel");
        Holdout parts = Holdout.split(offers, 0.3, 1);
        Fitted fitted = logit.fit(offers);
        Fitted training =
                logit.fit(parts.training()).edit().status(Fitted.Status.STOPPED).build();
        Diagnosis diagnosis = Diagnosis.of(training, Outcome.all(parts.heldOut(), training), Map.of(), 2, 3);
        LearningReport.of("Offers", fitted).diagnosis(diagnosis).save(temporary);
        LearningReport.of("Offers", fitted).renew(temporary);
        String page = Files.readString(temporary.resolve("report.html"));
        assertTrue(page.contains("In the fit on the training part: the search stopped"), page);
    }

    private static Features twice(Features features) {
        double[][] rows = new double[features.rows()][];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = new double[] {features.get(j, 0), features.get(j, 0)};
        }
        return Features.of(rows);
    }

    @Test
    void rankingsByARowOfWeightsEach() {
        KeyedRandom random = new KeyedRandom(3);
        List<Observation> rankings = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double[] x = {random.nextGaussian(), 5 + random.nextGaussian()};
            double[] scores = {x[0], -x[0] + random.nextGaussian(), x[1] - 5, 0.5};
            rankings.add(Observation.of(
                            "r" + i,
                            Features.of(x),
                            Oracles.ranking(4),
                            Oracles.ranking(4).solve(scores))
                    .withCosts(scores));
        }
        LinearModel model = LinearModel.of(List.of("a", "b"), 4, Link.IDENTITY);
        Learner learner = Learner.of(model).noise("gumbel").l2(0.01).threads(2);
        Holdout parts = Holdout.split(rankings, 0.3, 1);
        Map<String, List<Outcome>> baselines = Baselines.of(model, parts.training(), parts.heldOut());
        assertEquals(List.of(Baselines.LEAST_SQUARES, Baselines.MEAN_COST), List.copyOf(baselines.keySet()));
        Judged judged = judged(learner, rankings, baselines);
        String page = clean(judged.report());
        assertTrue(page.contains("observed mean") && page.contains("Kendall&#39;s tau"), page);
        WorstExamples worst = judged.diagnosis().worst();
        assertNotNull(worst);
        assertEquals(List.of("a", "b", "constant"), worst.columns());
        for (WorstExamples.Example one : worst.examples()) {
            double sum = one.parts().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(one.excess(), sum, 1e-9);
        }
    }

    @Test
    void underAnotherLinkFeaturesAreCompared() {
        SimulatedTrips roads = new SimulatedTrips(6, 1);
        List<Observation> trips = roads.trips(50, Noise.gamma(5), 0.3, false, 5);
        SharedLinearModel model = SharedLinearModel.of(SimulatedTrips.MODEL.names(), Link.SOFTPLUS);
        Judged judged = judged(Learner.of(model).samples(5).threads(2), trips, Map.of());
        assertTrue(clean(judged.report()).contains("Costs are not sums over features under the link of the model"));
        WorstExamples worst = judged.diagnosis().worst();
        assertNotNull(worst);
        WorstExamples.Example first = worst.examples().get(0);
        double length = 0;
        double[] difference = first.outcome().observation().target().values();
        first.outcome().predicted().addTo(difference, -1);
        for (int j = 0; j < difference.length; j++) {
            length += difference[j] * roads.features.get(j, 0);
        }
        assertEquals(length, first.parts().getOrDefault("length", Double.NaN), 1e-9);
    }

    /** An estimate beside a huge error keeps two digits; rounding is nothing. */
    @Test
    void smallEstimatesKeepTheirDigits() {
        assertEquals("0.0031", Numbers.text(0.0031, 140));
        assertEquals("\u22120.47", Numbers.text(-0.4712, 140));
        assertEquals("0", Numbers.text(1e-15, 140));
        assertEquals("0.00", Numbers.text(3.6e-15, 0.12));
        assertEquals("1.03", Numbers.text(1.0311, 0.12));
    }
}
