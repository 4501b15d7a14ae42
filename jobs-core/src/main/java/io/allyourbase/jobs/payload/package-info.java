@NullMarked
package io.allyourbase.jobs.payload;

import org.jspecify.annotations.NullMarked;
