package io.dither.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VertexProperties {
    @Provide
    Arbitrary<double[]> vectors() {
        return Arbitraries.integers()
                .between(-2, 2)
                .map(Integer::doubleValue)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static Vertex sparse(double[] y, double offset) {
        Vertex vertex = new Vertex(y.length);
        vertex.clear();
        for (int i = y.length - 1; i >= 0; i--) {
            if (y[i] != 0) {
                vertex.add(i, y[i]);
            }
        }
        vertex.offset(offset);
        return vertex;
    }

    private static Vertex dense(double[] y, double offset) {
        Vertex vertex = new Vertex(y.length);
        System.arraycopy(y, 0, vertex.dense(), 0, y.length);
        vertex.offset(offset);
        return vertex;
    }

    @Property(seed = "1")
    void sparseAndDenseAgree(@ForAll("vectors") double[] y) {
        Vertex sparse = sparse(y, 3);
        Vertex dense = dense(y, 3);
        double[] vector = new double[y.length];
        Arrays.setAll(vector, i -> i - 7);
        assertArrayEquals(y, sparse.toArray());
        assertArrayEquals(y, dense.toArray());
        assertEquals(dense.dot(vector), sparse.dot(vector));
        assertEquals(dense.dot(vector) + 3, sparse.objective(vector));
        double[] left = vector.clone();
        double[] right = vector.clone();
        sparse.addTo(left, -2);
        dense.addTo(right, -2);
        assertArrayEquals(left, right);
        assertEquals(dense.toString(), sparse.toString());
    }

    @Property(seed = "2")
    void storedPairsGiveTheVector(@ForAll("vectors") double[] y) {
        for (Vertex vertex : new Vertex[] {sparse(y, 0), dense(y, 0)}) {
            double[] rebuilt = new double[y.length];
            for (int k = 0; k < vertex.size(); k++) {
                rebuilt[vertex.index(k)] = vertex.value(k);
            }
            assertArrayEquals(y, rebuilt);
        }
        assertEquals(
                Arrays.stream(y).filter(value -> value != 0).count(),
                sparse(y, 0).size());
    }

    @Property(seed = "3")
    void aCopyIsEqualAndIndependent(@ForAll("vectors") double[] y) {
        for (Vertex vertex : new Vertex[] {sparse(y, 1.5), dense(y, 1.5)}) {
            Vertex copy = dense(new double[y.length], 9);
            copy.copyFrom(vertex);
            vertex.dense();
            assertArrayEquals(y, copy.toArray());
            assertEquals(1.5, copy.offset());
            copy.copyFrom(copy);
            assertArrayEquals(y, copy.toArray());
            assertEquals(1.5, copy.offset());
        }
    }

    @Property(seed = "4")
    void nothingOfAnEarlierAnswerRemains(@ForAll("vectors") double[] y) {
        Vertex vertex = dense(y, 4);
        assertArrayEquals(new double[y.length], vertex.dense());
        assertEquals(0, vertex.offset());
        vertex.clear();
        assertEquals(0, vertex.size());
        vertex.add(0, 2);
        vertex.offset(1);
        vertex.clear();
        assertArrayEquals(new double[y.length], vertex.toArray());
        assertEquals(0, vertex.offset());
    }

    @Test
    void wrongUseIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> new Vertex(0));
        Vertex vertex = new Vertex(2);
        assertThrows(IndexOutOfBoundsException.class, () -> vertex.add(2, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> vertex.add(-1, 1));
        assertThrows(InvalidArgumentException.class, () -> vertex.copyFrom(new Vertex(3)));
        vertex.dense();
        assertThrows(IndexOutOfBoundsException.class, () -> vertex.add(0, 1));
    }

    @Test
    void onlyDenseVerticesOfTheirOwnHandOutCoordinates() {
        Vertex vertex = new Vertex(2);
        vertex.add(1, 3);
        assertEquals(0, vertex.coordinates().length);
        vertex.dense()[1] = 4;
        assertArrayEquals(new double[] {0, 4}, vertex.coordinates());
        vertex.view(new double[] {1, 2, 3, 4}, 1, 2);
        assertEquals(0, vertex.coordinates().length);
    }
}
