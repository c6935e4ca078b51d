/**
 * The javadoc of the library where the cursor is: {@link unrolled.docs.Docs} reads it from the sources, which lie in
 * the library's jar, and shows it in the notebook, without a network.
 */
package unrolled.docs;
