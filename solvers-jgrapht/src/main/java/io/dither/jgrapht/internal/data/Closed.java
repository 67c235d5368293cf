package io.dither.jgrapht.internal.data;

import io.dither.oracle.Described;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A set of closed vertices: paths may start and end there, but do not cross them. Immutable. */
public final class Closed implements Described {
    static final Closed NONE = new Closed(new boolean[0]);

    /** Whether each vertex is closed; vertices beyond the end of the array are not closed. */
    private final boolean[] closed;

    private Closed(boolean[] closed) {
        this.closed = closed;
    }

    /** Returns the set of all vertices with smaller numbers than {@code vertex}. */
    static Closed below(int vertex) {
        boolean[] closed = new boolean[vertex];
        Arrays.fill(closed, true);
        return new Closed(closed);
    }

    /** Returns the union of this set and further vertices. */
    Closed with(int[] vertices) {
        int length = Math.max(closed.length, Arrays.stream(vertices).max().orElse(-1) + 1);
        boolean[] flags = Arrays.copyOf(closed, length);
        for (int v : vertices) {
            flags[v] = true;
        }
        return new Closed(flags);
    }

    /** Returns the numbers of the closed vertices. */
    @Override
    public List<?> content() {
        return IntStream.range(0, closed.length).filter(this::contains).boxed().toList();
    }

    public boolean contains(int vertex) {
        return vertex < closed.length && closed[vertex];
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    public int count() {
        int count = 0;
        for (boolean isClosed : closed) {
            count += isClosed ? 1 : 0;
        }
        return count;
    }
}
