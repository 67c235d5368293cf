package io.dither.experiments.roadcosts;

import io.dither.layer.Decision;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.ExampleKey;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulates trips. Each trip is the path that is cheapest to its traveller, who perceives each cost times exp(epsilon Z - epsilon^2 / 2).
 * Noise is drawn only for links that the search reads.
 */
final class TripSimulator {
    /** The step in the key of the travellers' noise. Learners count steps from 0, so learners and travellers draw different noise. */
    private static final long STEP = Long.MIN_VALUE;

    /** The number of trips that are simulated in one batch. */
    private static final int BATCH = 256;

    private final RoadNetwork network;
    private final Neighbourhood near;
    private final OracleRegistry solvers = OracleRegistry.discover();
    private final double[] costs;
    private final double epsilon;
    private final long seed;

    /** Trips end at most {@code reach} links from their origin; {@code reach = 0} means no limit. */
    TripSimulator(RoadNetwork network, double[] weights, double epsilon, int reach, long seed) {
        this.network = network;
        this.near = new Neighbourhood(network, reach);
        this.costs = network.costs(weights);
        this.epsilon = epsilon;
        this.seed = seed;
    }

    double[] costs() {
        return costs;
    }

    /**
     * Collects the links of a path. The layer calls {@link #add} for each coordinate of its solution, as if it computed a gradient in a
     * single parameter; the coordinates are stored, and the sum stays 0.
     */
    private record Path(Vertex y) implements Pullback {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public void add(int coordinate, double factor, double[] sum) {
            y.add(coordinate, factor);
        }
    }

    /** Simulates trips whose ids begin with a name. */
    List<Observation> draw(String name, int count, int threads) {
        KeyedRandom random = new KeyedRandom(ExampleKey.of(name) + seed);
        List<LinearOracle> oracles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int origin = random.nextInt(network.tripEndCount());
            oracles.add(network.paths(solvers, origin, near.drawEnd(origin, random)));
        }
        List<Observation> trips = new ArrayList<>(count);
        try (PerturbedOptimizer traveller = PerturbedOptimizer.builder(oracles.get(0))
                .multiplicative()
                .epsilon(epsilon)
                .samples(1)
                .seed(seed)
                .threads(threads)
                .build()) {
            for (int first = 0; first < count; first += BATCH) {
                travel(traveller, name, oracles.subList(first, Math.min(count, first + BATCH)), trips);
            }
        }
        return trips;
    }

    /** Simulates the next travellers, one for each oracle, and adds their trips. */
    private void travel(
            PerturbedOptimizer traveller, String name, List<LinearOracle> oracles, List<Observation> trips) {
        int first = trips.size();
        List<Input> inputs = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (LinearOracle oracle : oracles) {
            long example = ExampleKey.of(name + " " + (first + inputs.size()));
            inputs.add(new Input(costs, new NoiseKey(STEP, example), oracle));
            paths.add(new Path(new Vertex(costs.length)));
        }
        traveller.contributions(inputs, paths, true); // true: of the solutions, not of gradients
        for (int i = 0; i < oracles.size(); i++) {
            Decision path = Decision.of(paths.get(i).y());
            trips.add(Observation.of(name + " " + (first + i), network.features(), oracles.get(i), path));
        }
    }

    /** Returns the mean number of costs that a search for the best path of a trip reads. */
    double meanCostsRead(List<Observation> trips) {
        long[] costsRead = new long[1];
        Vertex path = new Vertex(costs.length);
        try (OracleSession session = trips.get(0).oracle().openSession()) {
            OnDemandSession onDemand = session.as(OnDemandSession.class).orElse(null);
            RetargetableSession retargetable =
                    session.as(RetargetableSession.class).orElseThrow();
            for (Observation trip : trips) {
                // a search that cannot read costs on demand reads those of all links, for example in a small network,
                // whose searches solve several samples at once
                if (onDemand == null || !retargetable.retarget(trip.oracle())) {
                    return network.linkCount();
                }
                onDemand.solve(
                        link -> {
                            costsRead[0]++;
                            return costs[link];
                        },
                        path);
            }
        }
        return (double) costsRead[0] / trips.size();
    }

    /** Returns the mean number of links of trips. */
    static double meanLinks(List<Observation> trips) {
        return trips.stream()
                .mapToInt(trip -> ((Decision) trip.target()).point().size())
                .average()
                .orElse(Double.NaN);
    }
}
