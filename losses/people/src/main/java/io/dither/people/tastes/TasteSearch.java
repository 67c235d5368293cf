package io.dither.people.tastes;

import io.dither.learn.Cluster;
import io.dither.learn.model.Fitted;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Person;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches for a population: by the simulated likelihood of persons, or by their moments.
 *
 * @param oneTaste the fit with the same weights for all persons
 * @param start the population to start from, in standardised units
 * @param persons the persons
 * @param listener receives the progress of each step
 */
record TasteSearch(Fitted oneTaste, Population start, List<Person> persons, Consumer<Fitted.Progress> listener) {
    FittedTastes byLikelihood(Cluster.DistributedPersons<PersonDraws> personDraws, int draws) {
        Counts counts = counts();
        SimulatedLikelihood simulated = new SimulatedLikelihood(personDraws, counts, start);
        TasteSearchResult maximum =
                new LikelihoodSearch(simulated, persons, start, oneTaste, draws, listener).search(start.parameters());
        return maximum.fitted(
                oneTaste, start, simulated.oneLogLikelihood(oneTaste.parameters()), persons.size(), counts.total());
    }

    FittedTastes byMoments(Cluster.DistributedPersons<PersonMoments> moments, boolean multiplicative, int draws) {
        TasteProblem problem = new TasteProblem(moments, persons, start, oneTaste, multiplicative, draws);
        TasteSearchResult root = new TasteMomentSearch(problem, persons, oneTaste.settings(), listener).search(start);
        // NaN: moments have no log likelihood
        return root.fitted(oneTaste, start, Double.NaN, persons.size(), counts().total());
    }

    private Counts counts() {
        return Counts.of(persons, oneTaste.settings().weighting());
    }
}
