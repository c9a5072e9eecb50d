/** What holds in this project and no package of rules knows: selectors of syntax, each with what to do instead. */

/** A transaction holds a connection, and the embedded database has no other. */
const inTransaction = "CallExpression[callee.property.name='transaction'] :function";
const nothingSlowInTransactions = {
  [`${inTransaction} MemberExpression[object.property.name='ports'][property.name='sql']`]:
    'Use the `sql` of the transaction: with any other, it would wait for itself.',
  [`${inTransaction} MemberExpression[object.property.name='blobs']`]:
    'Use blobs before or after the transaction: a store may be slow.',
  [`${inTransaction} CallExpression[callee.name=/^(hashPassword|isPasswordOf|checkClaim)$/]`]:
    'Hash passwords before the transaction: that is slow on purpose.',
};

/** What is swallowed on purpose is logged with its reason (`log.swallowed`), or handed on. */
const silentCatch = 'A silent catch: log what is swallowed, with its reason.';
const noSilentCatch = {
  'CatchClause[param=null]': silentCatch,
  'CallExpression[callee.property.name="catch"] > ArrowFunctionExpression.arguments[params.length=0]':
    silentCatch,
  'CallExpression[callee.property.name="then"] > ArrowFunctionExpression.arguments:nth-child(2)[params.length=0]':
    silentCatch,
};

/** A rule that refuses what its selectors find. */
function refusing(messages) {
  return {
    create: (context) =>
      Object.fromEntries(
        Object.entries(messages).map(([selector, message]) => [
          selector,
          (node) => context.report({ node, message }),
        ]),
      ),
  };
}

export default {
  meta: { name: 'atrium' },
  rules: {
    'nothing-slow-in-transactions': refusing(nothingSlowInTransactions),
    'no-silent-catch': refusing(noSilentCatch),
  },
};
