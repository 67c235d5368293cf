package io.dither.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.KeyedSum.Node;
import io.dither.random.ExampleKey;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedSumTest {
    private static final int N = 1000;

    private static List<Node> examples() {
        KeyedRandom random = new KeyedRandom(2);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            nodes.add(Node.of(ExampleKey.of(i), new double[] {random.nextGaussian(), 1 / random.nextDouble()}));
        }
        return nodes;
    }

    @Test
    void theOrderOfTheExamplesMeansNothing() {
        double[] sum = KeyedSum.total(examples());
        double[] inOrder = new double[2];
        examples().forEach(node -> Arrays.setAll(inOrder, i -> inOrder[i] + node.sum()[i]));
        assertArrayEquals(inOrder, sum, 1e-9 * Math.abs(inOrder[1]));
        assertFalse(Arrays.equals(inOrder, sum), "sums in another order round in another way");
        for (int seed = 0; seed < 5; seed++) {
            List<Node> shuffled = examples();
            Collections.shuffle(shuffled, new Random(seed));
            assertArrayEquals(sum, KeyedSum.total(shuffled));
        }
    }

    @Test
    void writtenVectorsHaveTheSubtreesOfNodes() {
        List<Node> nodes = new ArrayList<>(examples());
        nodes.sort((left, right) -> Long.compareUnsigned(left.key(), right.key()));
        long[] keys = nodes.stream().mapToLong(Node::key).toArray();
        for (int[] range : new int[][] {{0, N}, {0, 1}, {17, 19}, {3, 400}, {5, 5}}) {
            List<Node> part = nodes.subList(range[0], range[1]);
            List<Node> flat = KeyedSum.subtrees(
                    keys,
                    range[0],
                    range[1],
                    2,
                    (place, numbers, at) -> System.arraycopy(nodes.get(place).sum(), 0, numbers, at, 2));
            List<Node> known = part.isEmpty() ? List.of() : KeyedSum.subtrees(part, keys[range[0]], keys[range[1] - 1]);
            assertEquals(known.size(), flat.size());
            for (int i = 0; i < known.size(); i++) {
                assertEquals(known.get(i).key(), flat.get(i).key());
                assertEquals(known.get(i).bits(), flat.get(i).bits());
                assertArrayEquals(known.get(i).sum(), flat.get(i).sum());
            }
        }
    }

    @Test
    void sparseVectorsHaveTheSumOfDenseOnes() {
        List<Node> dense = new ArrayList<>();
        List<Node> sparse = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(3);
        for (int i = 0; i < 200; i++) {
            int place = (int) (random.nextDouble() * 19);
            double[] numbers = {random.nextGaussian(), random.nextGaussian()};
            double[] all = new double[20];
            all[place] = numbers[0];
            all[19] = numbers[1];
            dense.add(Node.of(ExampleKey.of(i), all));
            sparse.add(Node.of(ExampleKey.of(i), numbers, new int[] {place, 19}));
        }
        assertArrayEquals(KeyedSum.total(dense), KeyedSum.total(sparse));
        assertArrayEquals(KeyedSum.total(dense.subList(0, 1)), KeyedSum.total(sparse.subList(0, 1)));
    }

    /** Three machines with ranges that end anywhere, also where no subtree does. */
    @Test
    void partsOfRangesCompleteToTheSameBits() {
        double[] sum = KeyedSum.total(examples());
        KeyedRandom random = new KeyedRandom(5);
        for (int trial = 0; trial < 30; trial++) {
            long one = random.nextLong();
            long other = random.nextLong();
            long low = Long.compareUnsigned(one, other) < 0 ? one : other;
            long high = one == low ? other : one;
            List<Node> sent = new ArrayList<>(partOf(0, low - 1));
            sent.addAll(partOf(high, -1L));
            sent.addAll(partOf(low, high - 1));
            assertTrue(sent.size() < 300, sent.size() + " vectors of " + N);
            assertArrayEquals(sum, KeyedSum.total(sent));
        }
    }

    private static List<Node> partOf(long first, long last) {
        return KeyedSum.subtrees(
                examples().stream()
                        .filter(node -> Long.compareUnsigned(first, node.key()) <= 0
                                && Long.compareUnsigned(node.key(), last) <= 0)
                        .toList(),
                first,
                last);
    }

    @Test
    void oneExampleIsItsOwnSumAndNeighboursAreAdded() {
        assertArrayEquals(new double[] {4}, KeyedSum.total(List.of(Node.of(-7, new double[] {4}))));
        List<Node> three =
                List.of(Node.of(-1, new double[] {1}), Node.of(0, new double[] {2}), Node.of(1, new double[] {4}));
        assertArrayEquals(new double[] {7}, KeyedSum.total(three));
        assertEquals(1, KeyedSum.subtrees(three.subList(1, 3), 0, 1).size());
    }
}
