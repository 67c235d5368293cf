package io.dither.people.tastes;

import io.dither.learn.Cluster;
import io.dither.learn.model.Fitted;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Person;
import java.util.List;
import java.util.function.Consumer;

/**
 * The search for a population: by the simulated likelihood of persons, or by their moments.
 *
 * @param one the fit with one taste for all
 * @param start the population to start from, in standardised units
 * @param persons the persons
 * @param listener what is told of each step
 */
record TasteSearch(Fitted one, Population start, List<Person> persons, Consumer<Fitted.Progress> listener) {
    FittedTastes byLikelihood(Cluster.Asked<PersonDraws> asked, int draws) {
        Counts counts = counts();
        SimulatedLikelihood simulated = new SimulatedLikelihood(asked, counts, start);
        Found found = new LikelihoodSearch(simulated, persons, start, one, draws, listener).search(start.parameters());
        return found.fitted(one, start, simulated.ofOne(one.parameters()), persons.size(), counts.total());
    }

    FittedTastes byMoments(Cluster.Asked<PersonMoments> asked, boolean multiplicative, int draws) {
        TasteProblem problem = new TasteProblem(asked, persons, start, one, multiplicative, draws);
        Found found = new TasteMomentSearch(problem, persons, one.settings(), listener).search(start);
        return found.fitted(one, start, Double.NaN, persons.size(), counts().total());
    }

    private Counts counts() {
        return Counts.of(persons, one.settings().weighting());
    }
}
