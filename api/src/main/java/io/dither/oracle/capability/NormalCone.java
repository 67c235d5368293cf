package io.dither.oracle.capability;

import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Optional;

/**
 * A capability: an oracle whose set has known linear constraints, and so knows for which scores a point is best.
 *
 * <p>At a point y of {y: &lt;a_i, y&gt; &lt;= b_i}, the normals a_i of the constraints that bind, &lt;a_i, y&gt; = b_i, span the cone of
 * scores u (costs are -u) at which no point of that set is better than y. Where the set is the hull of the feasible points, as for
 * simplices, boxes, assignments and paths, the cone is that of y itself; where it is a relaxation, a part of it.
 */
public interface NormalCone {
    /**
     * Lists the normals of the constraints that bind at a point; an equation has two, that point opposite ways.
     *
     * @param y a feasible point, length d; read only
     * @return the normals in score units, whatever the oracle's sense, length d each; nothing where the constraints are not known
     */
    Optional<List<Vertex>> bindingNormals(Vertex y);
}
