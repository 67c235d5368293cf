package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracles.internal.OwningSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The product of sets, its blocks. Theta consists of the thetas of the blocks; each block is solved by itself. */
public record Product(List<LinearOracle> blocks, int dimension, Domain domain, Set<Trait> traits)
        implements LinearOracle {
    public static Product of(List<LinearOracle> oracles) {
        List<LinearOracle> blocks = List.copyOf(oracles);
        Arguments.require(!blocks.isEmpty(), "the product has no blocks", "Maybe give it at least one oracle");
        Sense sense = blocks.get(0).sense();
        blocks.forEach(block -> Arguments.atLeast("dimension of a block", block.dimension(), 1));
        for (int i = 1; i < blocks.size(); i++) {
            Arguments.require(
                    blocks.get(i).sense() == sense,
                    "block " + i + " of the product has sense " + blocks.get(i).sense() + ", but block 0 has " + sense,
                    "Maybe negate one of them with negate:of=(...)");
        }
        long total = blocks.stream().mapToLong(LinearOracle::dimension).sum();
        Arguments.require(
                total <= Integer.MAX_VALUE, "the product has dimension " + total, "Maybe use fewer or smaller blocks");
        return new Product(blocks, (int) total, domainOf(blocks, (int) total), traitsOf(blocks));
    }

    private static Domain domainOf(List<LinearOracle> blocks, int dimension) {
        if (blocks.stream().allMatch(block -> block.domain().isEverywhere())) {
            return Domain.everywhere();
        }
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        int next = 0;
        for (LinearOracle block : blocks) {
            Domain domain = block.domain();
            for (int i = 0; i < block.dimension(); i++) {
                lower[next] = domain.lower(i);
                upper[next++] = domain.upper(i);
            }
        }
        return Domain.box(lower, upper);
    }

    @Override
    public Sense sense() {
        return blocks.get(0).sense();
    }

    /** Returns the promises that all blocks make, such as coordinates of 0 and 1, and the limitations of any block. */
    private static Set<Trait> traitsOf(List<LinearOracle> blocks) {
        // SCORED: a larger theta is better, although the oracle minimises
        Set<Trait> promises = EnumSet.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM, Trait.SCORED);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (LinearOracle block : blocks) {
            Set<Trait> blockTraits = block.traits();
            promises.retainAll(blockTraits);
            traits.addAll(blockTraits);
        }
        traits.retainAll(EnumSet.of(Trait.OFFSET, Trait.HEURISTIC));
        traits.addAll(promises);
        return Set.copyOf(traits);
    }

    @Override
    public OracleSession openSession() {
        ProductSession session = new ProductSession(this);
        // solves are passed on to the session of the product; close closes the sessions of the blocks
        return new OwningSession(session, session.sessions);
    }

    /** Returns a capability; the product has a polytope if every block has one. */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        LinearOracle candidate = this;
        // also for types that StructuredOracle extends, such as Membership
        if (capability.isAssignableFrom(StructuredOracle.class)) {
            List<Polytope> polytopes = blocks.stream()
                    .flatMap(block -> block.as(StructuredOracle.class).stream())
                    .map(StructuredOracle::polytope)
                    .toList();
            candidate =
                    polytopes.size() == blocks.size() ? new WithPolytope(this, new Polytope.Blocks(polytopes)) : this;
        }
        return capability.isInstance(candidate) ? Optional.of(capability.cast(candidate)) : Optional.empty();
    }

    private record WithPolytope(LinearOracle inner, Polytope polytope) implements Delegating, StructuredOracle {}
}
