package io.dither.oracle.capability;

import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Optional;

/**
 * A capability: an oracle whose set has known linear constraints, which determine the scores at which a point is best.
 *
 * <p>At a point y of {y: &lt;a_i, y&gt; &lt;= b_i}, the normals a_i of the constraints that bind, &lt;a_i, y&gt; = b_i,
 * span the cone of scores u (costs are -u) at which no point of that set is better than y. If the set is the hull of
 * the feasible points, as for simplices, boxes, assignments and paths, this is the normal cone of y; if it is a
 * relaxation, a part of it.
 */
public interface NormalCone {
    /**
     * Returns the normals of the constraints that bind at a point; an equation has two opposite ones.
     *
     * @param y a feasible point, length d; read only
     * @return the normals in score units, whatever the oracle's sense, length d each; empty if the constraints are not
     *     known
     */
    Optional<List<Vertex>> bindingNormals(Vertex y);
}
