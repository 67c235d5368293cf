package io.dither.experiments.roadcosts;

import io.dither.experiments.learning.LearningReport;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.Baselines;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Simulates trips on a large road network with hidden weights of its features, and learns these weights from the trips alone. It learns by
 * simulated moments with lognormal noise, whose epsilon is learnt too. The result holds weights with intervals beside the true weights, and
 * the times and the memory of the fit; {@code weights.html} is the page of the model.
 */
@Command(
        name = "road-costs",
        footer = {"dither run road-costs --network bricks:100x100 --trips 2000"},
        description = {
            "Learn the weights of the features of roads from simulated trips on a large network.",
            "Shows weights with intervals against the truth, times and memory; weights.html is the page of the model."
        },
        sortOptions = false)
public final class RoadCostsExperiment implements Experiment {
    static final String PAGE = "weights.html";
    /** The number of samples per held-out trip by which its probabilities are checked. */
    private static final int CALIBRATION_SAMPLES = 60;

    @Mixin
    private RoadCostsOptions options = new RoadCostsOptions();

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(1).threads(2, "Use this many threads; it changes no result.");
    }

    @Override
    public Result run(Run run) {
        Effort start = Effort.now();
        int samples = options.samples();
        int tripCount = options.trips();
        RoadNetwork roads = options.roads(run);
        double[] truth = options.truth(roads);
        TripSimulator simulator = new TripSimulator(roads, truth, options.epsilon(), options.reach(), run.seed());
        Progress progress = run.progress(3);
        List<Observation> trips = simulator.draw("trip", tripCount, run.threads());
        // with the true costs, at which decisions are compared
        List<Observation> heldOut = simulator.draw("held", options.heldOut(), run.threads()).stream()
                .map(trip -> trip.withCosts(simulator.costs()))
                .toList();
        Effort simulation = Effort.since(start);
        progress.step();
        RoadCosts results = fit(run, roads, truth, trips, samples, simulator.meanCostsRead(heldOut), simulation);
        progress.step();
        page(run, roads, results, heldOut);
        progress.step();
        Map<String, Object> times = new LinkedHashMap<>(results.times());
        times.put("seconds", Effort.since(start).seconds());
        run.folder().writePlot("weights", results.plot());
        return Result.of(results.figures(), results.table())
                .verdict(results.verdict())
                .timed(times, results.table(), results.effortText());
    }

    private RoadCosts fit(
            Run run,
            RoadNetwork roads,
            double[] truth,
            List<Observation> trips,
            int samples,
            double costsRead,
            Effort simulation) {
        Metrics metrics = run.metrics("pass", "largestMoment", "epsilon");
        SharedLinearModel model = SharedLinearModel.of(roads.names().toArray(String[]::new));
        Effort[] weightSearch = {new Effort(0, 0)}; // an array, because the listener below replaces its entry
        Effort.resetPeak();
        Effort start = Effort.now();
        Fitted fitted = Learner.of(model)
                .moments()
                // the first weight is the unit of the others
                .fix(roads.names().get(0), truth[0])
                .samples(samples)
                .seed(run.seed())
                .threads(run.threads())
                .onProgress(step -> {
                    weightSearch[0] = Effort.since(start);
                    metrics.row(step.evaluation(), step.gradient(), step.epsilon());
                })
                .fit(trips);
        Effort total = Effort.since(start);
        double peak = Effort.peakMebibytes();
        double live = Effort.liveMebibytes();
        return new RoadCosts(
                options.network(),
                roads,
                new RoadCosts.Truth(truth, options.epsilon()),
                fitted,
                new RoadCosts.Sizes(trips.size(), samples, TripSimulator.meanLinks(trips), costsRead),
                new RoadCosts.Efforts(simulation, weightSearch[0], total, live, peak));
    }

    /** Writes the page: weights against the truth, and decisions on trips that the fit has not seen. */
    private void page(Run run, RoadNetwork roads, RoadCosts results, List<Observation> heldOut) {
        SharedLinearModel model = SharedLinearModel.of(roads.names().toArray(String[]::new));
        LearningReport report = LearningReport.of("Costs of roads, learnt from trips", results.fitted())
                .truth(results.hidden())
                .diagnosis(Diagnosis.of(
                        results.fitted(),
                        Outcome.all(heldOut, results.fitted()),
                        Baselines.of(
                                model,
                                // without true costs: baselines take only the scales of features from these trips
                                heldOut.stream()
                                        .map(trip -> Observation.of(
                                                trip.id(), trip.features(), trip.oracle(), trip.target()))
                                        .toList(),
                                heldOut),
                        CALIBRATION_SAMPLES,
                        run.seed()))
                .provenance(results.provenance(run.seed()));
        if (roads.positionsOfVertices().length > 0) {
            report.map(roads.positions(), roads::ends);
        }
        report.write(run.folder().path().resolve(PAGE));
    }
}
