package io.dither.experiments.roadcosts;

import static io.dither.learn.model.PlainText.format;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.learning.LearningReport;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of the fitted costs, and the effort of the fit.
 *
 * @param network its text
 * @param roads the network
 * @param truth the hidden weights
 * @param epsilon the hidden amplitude
 * @param fitted the fit
 * @param trips the number of training trips
 * @param samples the number of samples per trip
 * @param links the mean number of links of a trip
 * @param looks the mean number of costs that a search reads
 * @param simulation the time to generate roads and trips
 * @param search the time of the search, without the intervals
 * @param whole the time of the whole fit
 * @param live the heap in use after the fit, once collected, in MiB
 * @param peak the most of the heap that was in use, with garbage, in MiB
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record RoadCosts(
        String network,
        RoadNetwork roads,
        double[] truth,
        double epsilon,
        Fitted fitted,
        int trips,
        int samples,
        double links,
        double looks,
        Effort simulation,
        Effort search,
        Effort whole,
        double live,
        double peak) {

    /** A hidden number and what was found of it. */
    private record Found(double truth, Weight weight) {
        double errorsFromTruth() {
            return (weight.estimate() - truth) / weight.standardError();
        }

        boolean holdsTruth() {
            return weight.low() <= truth && truth <= weight.high();
        }
    }

    Map<String, Double> hidden() {
        Map<String, Double> hidden = new LinkedHashMap<>();
        for (int k = 0; k < truth.length; k++) {
            hidden.put(roads.names().get(k), truth[k]);
        }
        hidden.put(LearningReport.EPSILON, epsilon);
        return hidden;
    }

    private List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (int k = 0; k < truth.length; k++) {
            found.add(new Found(truth[k], fitted.weights().get(k)));
        }
        found.add(new Found(epsilon, fitted.ofEpsilon()));
        return found;
    }

    /** Passes of the search alone, all of which have the same samples. */
    private int searched() {
        return fitted.progress().isEmpty()
                ? 1
                : Math.max(
                        1, fitted.progress().get(fitted.progress().size() - 1).evaluation());
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("vertices", roads.vertices());
        figures.put("links", roads.links());
        figures.put("trips", trips);
        figures.put("linksATrip", links);
        figures.put("looksASearch", looks);
        figures.put("status", fitted.status().toString());
        figures.put("passes", fitted.evaluations());
        Map<String, Object> weights = new LinkedHashMap<>();
        for (Found found : found()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("truth", found.truth());
            row.put("estimate", found.weight().estimate());
            row.put("estimateStandardError", found.weight().standardError());
            row.put("errorsFromTruth", found.errorsFromTruth());
            weights.put(found.weight().name(), row);
        }
        figures.put("weights", weights);
        return figures;
    }

    TextTable table() {
        TextTable table = new TextTable("weight", "truth", "estimate", "+-", "95 % from", "to", "holds the truth");
        for (Found found : found()) {
            Weight weight = found.weight();
            boolean isKnown = !Double.isNaN(weight.standardError());
            String holds = found.holdsTruth() ? "yes" : "no";
            table.row(
                    weight.name(),
                    Numbers.decimal(found.truth(), 4),
                    Numbers.decimal(weight.estimate(), 4),
                    isKnown ? Numbers.decimal(weight.standardError(), 4) : "-",
                    isKnown ? Numbers.decimal(weight.low(), 4) : "-",
                    isKnown ? Numbers.decimal(weight.high(), 4) : "-",
                    isKnown ? holds : weight.note());
        }
        return table;
    }

    /** Each estimate over what is hidden, with its interval: 1 where they are equal. */
    Chart plot() {
        Chart plot = Chart.rows("Learnt weights, with 95 % intervals", "estimate / hidden weight");
        for (Found found : found()) {
            Weight weight = found.weight();
            double hidden = found.truth();
            if (weight.standardError() > 0) {
                plot = plot.row(
                        weight.name(), weight.estimate() / hidden, weight.low() / hidden, weight.high() / hidden);
            }
        }
        return plot;
    }

    String verdict() {
        List<Found> judged = found().stream()
                .filter(found -> Double.isFinite(found.errorsFromTruth()))
                .toList();
        if (judged.isEmpty()) {
            return format(
                    "From %,d trips on %,d links come no intervals: the search ended with the status %s.",
                    trips, roads.links(), fitted.status());
        }
        return format(
                "From %,d trips on %,d links, %d of %d hidden numbers lie in their 95 %% intervals; the one farthest off is"
                        + " %.1f standard errors away. The search %s.",
                trips,
                roads.links(),
                judged.stream().filter(Found::holdsTruth).count(),
                judged.size(),
                judged.stream()
                        .mapToDouble(found -> Math.abs(found.errorsFromTruth()))
                        .max()
                        .orElse(0),
                fitted.status());
    }

    Map<String, Object> times() {
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("simulationSeconds", simulation.seconds());
        times.put("fitSeconds", whole.seconds());
        times.put("fitCpuSeconds", whole.cpuSeconds());
        times.put("secondsAPass", search.seconds() / searched());
        times.put("cpuSecondsAPass", search.cpuSeconds() / searched());
        times.put("cpuMicrosecondsASearch", microseconds());
        times.put("heapAfterFitMiB", live);
        times.put("heapPeakMiB", peak);
        return times;
    }

    private double microseconds() {
        return 1e6 * search.cpuSeconds() / searched() / trips / samples;
    }

    /** Describes the effort in words. */
    String cost() {
        return format(
                "%s: %,d vertices, %,d links; %,d trips of %.1f links; %s after %d passes%n"
                        + "fit %.1f s, CPU %.1f s; a pass %.2f s, CPU %.2f s; a search CPU %.1f us for %.0f looks%n"
                        + "heap %.0f MiB after the fit, %.0f MiB at most; roads and trips made in %.1f s%n",
                network,
                roads.vertices(),
                roads.links(),
                trips,
                links,
                fitted.status(),
                fitted.evaluations(),
                whole.seconds(),
                whole.cpuSeconds(),
                search.seconds() / searched(),
                search.cpuSeconds() / searched(),
                microseconds(),
                looks,
                live,
                peak,
                simulation.seconds());
    }

    Map<String, String> provenance(long seed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("network", network + format(": %,d vertices, %,d links", roads.vertices(), roads.links()));
        pairs.put("trips", format("%,d simulated ones of %.1f links", trips, links));
        pairs.put("samples a trip", String.valueOf(samples));
        pairs.put("seed", String.valueOf(seed));
        pairs.put("passes", String.valueOf(fitted.evaluations()));
        pairs.put("fit", format("%.1f s, %.1f s of CPU", whole.seconds(), whole.cpuSeconds()));
        pairs.put("a search", format("%.1f us of CPU for %.0f links looked at", microseconds(), looks));
        pairs.put("heap", format("%.0f MiB after the fit, %.0f MiB at most", live, peak));
        return pairs;
    }
}
