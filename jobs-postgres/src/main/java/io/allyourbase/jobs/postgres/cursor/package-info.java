/** Where looks into an index begin, so that none walks again and again over what has come and gone. */
@NullMarked
package io.allyourbase.jobs.postgres.cursor;

import org.jspecify.annotations.NullMarked;
