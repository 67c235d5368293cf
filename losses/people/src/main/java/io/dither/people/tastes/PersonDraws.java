package io.dither.people.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.Cluster;
import io.dither.learn.model.Observation;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.Person;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws of the tastes of persons, kept while they are asked for, and the mean over them of the probability of all decisions of a person,
 * with the exact gradient: draws and their weights are held fixed.
 */
final class PersonDraws implements Cluster.Persons {
    /** How often centres are improved by draws around them. */
    private static final int ROUNDS = 4;
    /** By how many draws at most. */
    private static final int PILOTS = 512;

    private final Likelihood likelihood;
    private final List<Person> persons;
    private final int from;
    private final Population shape;
    private final long seed;
    private final @Nullable Centred[] centres;
    private final @Nullable Drawn[] drawn;
    private @Nullable Draws draws;

    /** Where the tastes of a person are, and of which parameters and by how many draws this was found. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Centred(double[] about, int count, Proposal proposal) {}

    /** The draws of a person about the centre, one after the other, and the logarithms of what they count for. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Drawn(int scrambling, double[] bases, double[] logWeights) {}

    /** Prepares the persons from some number of all. */
    PersonDraws(Likelihood likelihood, List<Person> persons, int from, Population shape, long seed) {
        this.likelihood = likelihood;
        this.persons = persons;
        this.from = from;
        this.shape = shape;
        this.seed = seed;
        centres = new Centred[persons.size()];
        drawn = new Drawn[persons.size()];
    }

    /**
     * Makes it of the persons that a machine holds.
     *
     * @param keys of all persons, in their order; read only
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Preparation(LikelihoodRecipe recipe, Population shape, long[] keys)
            implements Cluster.Preparation<PersonDraws> {
        @Override
        public PersonDraws on(List<Observation> decisions, PluginCatalogue catalogue) {
            List<Person> persons = Person.of(decisions);
            long first = persons.get(0).key();
            int from = IntStream.range(0, keys.length)
                    .filter(p -> keys[p] == first)
                    .findFirst()
                    .orElseThrow();
            long seed = recipe.settings().seed();
            return new PersonDraws(recipe.of(persons, catalogue), persons, from, shape, seed);
        }
    }

    @Override
    public int count() {
        return persons.size();
    }

    @Override
    public void close() {
        likelihood.close();
    }

    /** Returns the logarithm of the probability of a person's decisions with given weights. */
    double withWeights(double[] weights, int p) {
        return likelihood.of(p, weights, new double[weights.length]);
    }

    private synchronized Draws draws(int most) {
        Draws known = draws;
        if (known == null || known.points().length < most) {
            known = Draws.of(most, shape.dimensions(), seed);
            draws = known;
        }
        return known;
    }

    /** Finds where the tastes of a person probably are, first about their mode, then in several parts by draws there. */
    private Centred centre(Drawing drawing, int p) {
        int count = drawing.counts()[from + p];
        Centred known = centres[p];
        if (known != null && known.count() == count && Arrays.equals(known.about(), drawing.about())) {
            return known;
        }
        Population population = shape.at(drawing.about());
        int dimensions = shape.dimensions();
        int pilots = Math.min(count, PILOTS);
        Proposal proposal = Proposal.about(Centre.of(likelihood, population, p));
        for (int round = 1; round <= ROUNDS; round++) {
            double[] own = new double[pilots * dimensions];
            double[] logs = new double[pilots];
            draws(drawing.most()).of(persons.get(p).key(), -round, own);
            proposal.move(own, logs);
            double[] base = own.clone();
            for (int r = 0; r < logs.length; r++) {
                population.toBase(base, r * dimensions);
            }
            posterior(population, p, base, logs);
            proposal = proposal.improved(own, logs);
        }
        Centred found = new Centred(drawing.about(), count, proposal);
        centres[p] = found;
        drawn[p] = null; // are about another
        return found;
    }

    private Drawn drawn(Drawing drawing, int p) {
        Centred centre = centre(drawing, p);
        Drawn known = drawn[p];
        if (known == null || known.scrambling() != drawing.scrambling()) {
            known = drawn(centre, draws(drawing.most()), drawing.scrambling(), p);
            drawn[p] = known;
        }
        return known;
    }

    /** Draws anew around a centre. */
    Drawn drawn(Centred centre, Draws points, int scrambling, int p) {
        double[] own = new double[centre.count() * shape.dimensions()];
        double[] logs = new double[centre.count()];
        points.of(persons.get(p).key(), scrambling, own);
        centre.proposal().move(own, logs);
        for (int r = 0; r < logs.length; r++) {
            shape.toBase(own, r * shape.dimensions());
        }
        return new Drawn(scrambling, own, logs);
    }

    /** Returns the logarithm of the mean probability of a person's decisions, then its gradient in the parameters of the population. */
    double[] scored(Drawing drawing, Population population, int p) {
        return scored(drawn(drawing, p), population, p);
    }

    double[] scored(Drawn own, Population population, int p) {
        int dimensions = population.dimensions();
        int size = population.names().size();
        int count = own.logWeights().length;
        double[] beta = new double[size];
        double[] slopes = new double[size];
        double[] logs = new double[count];
        double[] all = new double[count * size];
        double largest = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < count; r++) {
            population.weights(own.bases(), r * dimensions, beta);
            logs[r] = own.logWeights()[r] + likelihood.of(p, beta, slopes);
            for (int k = 0; k < size; k++) {
                all[r * size + k] = slopes[k] * population.laws().get(k).slope(beta[k]);
            }
            largest = Math.max(largest, logs[r]);
        }
        double sum = 0;
        for (int r = 0; r < count; r++) {
            logs[r] = Math.exp(logs[r] - largest);
            sum += logs[r];
        }
        double[] found = new double[1 + population.size()];
        found[0] = largest + Math.log(sum / count);
        for (int r = 0; r < count; r++) {
            double share = logs[r] / sum;
            if (share > 0) {
                System.arraycopy(all, r * size, slopes, 0, size);
                population.addGradient(slopes, own.bases(), r * dimensions, share, found, 1);
            }
        }
        return found;
    }

    /** Returns the weights of the draws of a person, and fills in what each counts for after the decisions. */
    List<double[]> posterior(Drawing drawing, int p, double[] shares) {
        Drawn own = drawn(drawing, p);
        System.arraycopy(own.logWeights(), 0, shares, 0, shares.length);
        return posterior(shape.at(drawing.about()), p, own.bases(), shares);
    }

    /** Returns the weights of draws of a person, and turns the logarithms of what draws count for into shares after the decisions. */
    private List<double[]> posterior(Population population, int p, double[] base, double[] logs) {
        List<double[]> weights = new ArrayList<>();
        double[] slopes = new double[population.names().size()];
        for (int r = 0; r < logs.length; r++) {
            double[] beta = new double[slopes.length];
            population.weights(base, r * population.dimensions(), beta);
            logs[r] += likelihood.of(p, beta, slopes);
            weights.add(beta);
        }
        Vectors.softmax(logs.clone(), 1, logs);
        return weights;
    }
}
