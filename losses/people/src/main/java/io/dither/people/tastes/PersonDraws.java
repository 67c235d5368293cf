package io.dither.people.tastes;

import io.dither.learn.Cluster;
import io.dither.learn.model.Observation;
import io.dither.people.internal.Columns;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.Person;
import io.dither.people.internal.RatioLikelihood;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws of the tastes of persons, cached between evaluations, and the simulated probability of all decisions of a person: the mean over the
 * person's draws of the probability times the importance weight. The draws come from the person's {@link Proposal}. The gradient is exact for the draws and
 * importance weights at hand.
 */
final class PersonDraws implements Cluster.Persons {
    /** The largest number of rounds in which a proposal is improved by draws from it. */
    private static final int ROUNDS = 3;
    /** The largest number of draws per round. */
    private static final int PILOTS = 512;
    /** The rounds end when a mean over the draws has at most this multiple of the variance of a mean over as many draws from the posterior. */
    private static final double FAIR_VARIANCE = 1.5;
    /** If the multiple of {@link #FAIR_VARIANCE} is at most this, a proposal is not improved. */
    private static final double GOOD_VARIANCE = 1.1;

    /** The likelihood as a function of weights. */
    private final Likelihood ofWeights;
    /** The likelihood as a function of tastes, which are weights, or ratios if the population has a unit. */
    private final Likelihood likelihood;

    private final List<Person> persons;
    /** The index of the first person among all persons, on all machines. */
    private final int from;

    private final Population shape;
    private final long seed;
    /** The last proposal of each person. */
    private final @Nullable CachedProposal[] proposals;
    /** The last draws of each person. */
    private final @Nullable Drawn[] drawn;

    private @Nullable Draws draws;

    /** The proposal distribution of a person, with the drawing that it belongs to. */
    private record CachedProposal(Drawing drawing, Proposal proposal) {}

    /**
     * A person's draws from the proposal, with the logarithms of their importance weights. The bases are deviations of tastes with a spread of 1, one dimension
     * after the other, see {@link Population}.
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Drawn(int scrambling, double[] bases, double[] logWeights) {}

    /** Prepares persons; the first person has the index {@code from} among all persons. */
    PersonDraws(Likelihood likelihood, List<Person> persons, int from, Population shape, long seed) {
        ofWeights = likelihood;
        this.likelihood = shape.unit() < 0 ? likelihood : new RatioLikelihood(likelihood, shape.unit());
        this.persons = persons;
        this.from = from;
        this.shape = shape;
        this.seed = seed;
        proposals = new CachedProposal[persons.size()];
        drawn = new Drawn[persons.size()];
    }

    /**
     * Prepares the persons of one machine; their draws are made when they are first used.
     *
     * @param keys the keys of all persons, in their order; read only
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Preparation(LikelihoodRecipe recipe, Population shape, long[] keys)
            implements Cluster.Preparation<PersonDraws> {
        @Override
        public PersonDraws prepare(List<Observation> decisions, PluginCatalogue catalogue) {
            List<Person> persons = Person.of(decisions);
            long first = persons.get(0).key();
            int from = IntStream.range(0, keys.length) // the keys of one machine are consecutive
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
    double logLikelihood(double[] weights, int p) {
        return ofWeights.logLikelihood(p, weights, new double[weights.length]);
    }

    /** Returns at least {@code count} standard normal draws, from which the draws of each person are made. */
    private synchronized Draws draws(int count) {
        Draws current = draws;
        if (current == null || current.points().length < count) {
            current = Draws.of(count, shape.dimensions(), seed);
            draws = current;
        }
        return current;
    }

    /**
     * Computes the proposal of a person as a mixture that is fitted to draws from the previous proposal. If there is none, the first draws come from a proposal
     * around the mode of the person's tastes.
     */
    private Proposal proposal(Drawing drawing, int p) {
        CachedProposal cached = proposals[p];
        if (cached != null && cached.drawing().hasProposalOf(drawing, from + p)) {
            return cached.proposal();
        }
        Population population = shape.at(drawing.proposalParameters());
        int dimensions = shape.dimensions();
        int pilots = Math.min(drawing.counts()[from + p], PILOTS);
        Drawing earlier = drawing.earlier();
        Proposal proposal =
                earlier == null ? Proposal.around(Centre.of(likelihood, population, p)) : proposal(earlier, p);
        double variance = Double.POSITIVE_INFINITY;
        for (int round = 1; round <= ROUNDS && variance > FAIR_VARIANCE; round++) {
            double[] points = new double[pilots * dimensions];
            double[] logs = new double[pilots];
            // a scrambling below 0, so that the final draws are independent of these
            draws(drawing.most()).fill(persons.get(p).key(), -round, points);
            proposal.move(points, logs);
            double[] bases = points.clone();
            population.toBases(bases);
            tastesAndShares(population, p, bases, logs); // turns the logarithms into shares
            // relative to equal shares: 1 if all shares are 1 / pilots
            variance = pilots * Columns.dot(logs, 0, logs, 0, pilots);
            if (variance > GOOD_VARIANCE) {
                proposal = proposal.improved(points, logs);
            }
        }
        proposals[p] = new CachedProposal(drawing, proposal);
        drawn[p] = null; // the draws came from the previous proposal
        return proposal;
    }

    /** Frees the proposal and the draws of a person. */
    void forget(int p) {
        proposals[p] = null;
        drawn[p] = null;
    }

    private Drawn drawn(Drawing drawing, int p) {
        Proposal proposal = proposal(drawing, p);
        Drawn cached = drawn[p];
        if (cached == null || cached.scrambling() != drawing.scrambling()) {
            int count = drawing.counts()[from + p];
            cached = drawn(proposal, count, draws(drawing.most()), drawing.scrambling(), p);
            drawn[p] = cached;
        }
        return cached;
    }

    /** Returns new draws from a proposal. */
    Drawn drawn(Proposal proposal, int count, Draws points, int scrambling, int p) {
        double[] drawnPoints = new double[count * shape.dimensions()];
        double[] logs = new double[count];
        points.fill(persons.get(p).key(), scrambling, drawnPoints);
        proposal.move(drawnPoints, logs);
        shape.toBases(drawnPoints);
        return new Drawn(scrambling, drawnPoints, logs);
    }

    /** Returns the simulated log likelihood of a person, then its gradient with respect to the parameters of the population. */
    double[] logAndGradient(Drawing drawing, Population population, int p) {
        return logAndGradient(drawn(drawing, p), population, p);
    }

    /** Returns the simulated log likelihood of a person at given draws, then its gradient. */
    double[] logAndGradient(Drawn personDraws, Population population, int p) {
        double[] tastes = population.tastesOfDraws(personDraws.bases());
        double[] slopes = new double[tastes.length];
        double[] logs = personDraws.logWeights().clone();
        likelihood.evaluateAtDraws(p, tastes, logs, slopes);
        double[] logAndGradient = new double[1 + population.parameterCount()];
        logAndGradient[0] = Columns.toShares(logs) - Math.log(logs.length);
        population.fillGradient(logs, tastes, slopes, personDraws.bases(), logAndGradient);
        return logAndGradient;
    }

    /**
     * Returns the tastes that were drawn for a person, all draws of the first weight, then all draws of the next, and fills in their posterior shares, all at
     * the proposal parameters.
     */
    double[] tastesAndShares(Drawing drawing, int p, double[] shares) {
        Drawn personDraws = drawn(drawing, p);
        System.arraycopy(personDraws.logWeights(), 0, shares, 0, shares.length);
        return tastesAndShares(shape.at(drawing.proposalParameters()), p, personDraws.bases(), shares);
    }

    /** Returns the tastes of draws from their bases, and turns the logarithms of the weights of draws into posterior shares. */
    private double[] tastesAndShares(Population population, int p, double[] bases, double[] logs) {
        double[] tastes = population.tastesOfDraws(bases);
        likelihood.evaluateAtDraws(p, tastes, logs, new double[tastes.length]);
        Columns.toShares(logs);
        return tastes;
    }
}
