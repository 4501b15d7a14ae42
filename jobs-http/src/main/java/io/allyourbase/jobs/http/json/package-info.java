@NullMarked
package io.allyourbase.jobs.http.json;

import org.jspecify.annotations.NullMarked;
